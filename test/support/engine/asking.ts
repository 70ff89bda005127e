import { parse, stringify } from 'flatted';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';

import { byId } from '../../locator';
import type { useEmulator } from './agentRun';
import { type NodeResult, type NodeRun, runNode } from './runNode';

export type AskOptions = Partial<Omit<NodeRun, 'type' | 'parameters'>> & { parameters?: INodeParameters };

/** Runs *Ask and Wait* with the seeded agent that pauses for approval; each item is an order. */
export function asker(emulator: ReturnType<typeof useEmulator>) {
	// The agent pauses at once.
	beforeEach(() => Object.assign(emulator.current.settings, { asyncRunMs: 0 }));
	const runs = () =>
		emulator.current.store.executions.where(({ session_id }) => session_id.startsWith('n8n-'));
	return {
		ask: ({ parameters, ...options }: AskOptions = {}): Promise<NodeResult> =>
			runNode({
				type: 'promptRailsApproval',
				credential: emulator.credential(),
				items: [{ order: 'A', amount: 10 }],
				parameters: {
					operation: 'sendAndWait',
					agentId: byId(emulator.current.ids.agents.refund),
					inputMode: 'json',
					input: '={{ { order_id: $json.order, amount: $json.amount } }}',
					waitMode: 'hold',
					holdInterval: 0.05,
					holdLimit: 1,
					...parameters,
				},
				...options,
			}),
		/** The runs that the node started. */
		runs,
		/** The approval that was asked for about an order; undefined as long as it was not. */
		approvalOf: (order: string) => {
			const run = runs().find(({ input }) => (input as IDataObject).order_id === order);
			return emulator.current.store.approvals.where(({ execution_id }) => execution_id === run?.id)[0];
		},
	};
}

/** What n8n makes of a failed run when somebody retries it from the list of executions. */
export function toBeRetried({ run }: NodeResult): IRun {
	const copy = parse(stringify(run)) as IRun;
	delete copy.data.resultData.error;
	copy.data.resultData.runData['Under Test']?.pop();
	return copy;
}
