import type { INodeParameters } from 'n8n-workflow';

import type { useEmulator } from './agentRun';
import { PollNode } from './pollNode';

/** Makes event triggers against the emulator. */
export function eventTriggers(emulator: ReturnType<typeof useEmulator>) {
	const trigger = async (triggerOn: string, parameters: INodeParameters = {}): Promise<PollNode> =>
		await PollNode.create('promptRailsEventTrigger', emulator.credential(), { triggerOn, ...parameters });
	return {
		trigger,
		/** A trigger whose first tick is over. */
		primed: async (triggerOn: string, parameters: INodeParameters = {}): Promise<PollNode> => {
			const node = await trigger(triggerOn, parameters);
			expect(await node.publish()).toBeNull();
			emulator.current.clearRequests();
			return node;
		},
		/** How many requests the server has seen. */
		requests: (): number => emulator.current.requests().length,
	};
}

/** The IDs of what a tick brought. */
export const ids = (
	items: Array<{ id?: unknown; execution_id?: unknown }> | null,
	key: 'id' | 'execution_id' = 'id',
): string[] => (items ?? []).map((item) => String(item[key]));
