import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../emulator';
import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { runNode } from '../support/engine/runNode';
import { table } from '../support/table';
import { documented } from './report';

/** Something that its state forbids: servers refuse it as a wrong value (400), in words that do not name the state. */
interface Refused {
	what: string;
	node: string;
	/** Brings the emulator into that state. @returns the parameters of the operation, and what tells the state */
	prepare: (emulator: Emulator, generation: 1 | 2) => { parameters: INodeParameters; state: () => unknown };
	message: RegExp;
}

type Decision = 'approved' | 'rejected';

const decide = (before: Decision, decision: Decision, message: RegExp): Refused => ({
	what: `Decide ${decision} on what is ${before}`,
	node: 'Approval',
	message,
	prepare: (emulator, generation) => {
		const [{ id, execution_id }] = emulator.requestApprovals(1);
		emulator.decide(id, before, 'Too late');
		return {
			parameters: { operation: 'decide', approvalId: byId(generation === 1 ? id : execution_id), decision },
			state: () => emulator.store.approvals.get(id)?.status,
		};
	},
});

const REFUSED: Refused[] = [
	decide('approved', 'approved', /decided already, as was asked: approved/),
	decide('approved', 'rejected', /can no longer be decided: it is approved/),
	decide('rejected', 'rejected', /decided already, as was asked: rejected/),
	decide('rejected', 'approved', /can no longer be decided: it is rejected/),
	...(['completed', 'failed'] as const).map(
		(status): Refused => ({
			what: `Cancel a run that is ${status}`,
			node: 'Execution',
			message: new RegExp(`The run has ended already: it is ${status}`),
			prepare: (emulator) => {
				emulator.settings.cancelRoute = true;
				const id = emulator.ids.executions[status];
				return {
					parameters: { resource: 'execution', operation: 'cancel', executionId: byId(id) },
					state: () => emulator.store.executions.get(id)?.status,
				};
			},
		}),
	),
	{
		what: 'Fire a webhook trigger that is turned off',
		node: 'Workspace',
		message: /The webhook trigger is turned off/,
		prepare: ({ ids, store }) => ({
			parameters: {
				resource: 'webhookTrigger',
				operation: 'fire',
				token: ids.webhookTokens.disabled,
				input: '{}',
			},
			state: () => store.executions.where(() => true).length,
		}),
	},
];

describe.each([1, 2] as const)('on a server of generation %i', (generation) => {
	const emulator = useEmulator({ generation });
	const run = (node: string, parameters: INodeParameters) =>
		runNode({ type: `promptRails${node}`, credential: emulator.credential(), parameters });

	test.each(REFUSED.map((one) => [one.what, one] as const))(
		'%s: the error names the state, and nothing changes',
		async (_what, { node, message, prepare }) => {
			emulator.current.settings.oddities = new Set(['refusedStates'] as const);
			const { parameters, state } = prepare(emulator.current, generation);
			const before = state();
			const { error, run: ran } = await run(node, parameters);
			expect(error?.message).toMatch(message);
			expect(error?.description).not.toContain('Correct the fields');
			expect(JSON.stringify(ran.data.resultData.error)).toContain('ConflictError');
			expect(state()).toEqual(before);
		},
	);

	test('values that are refused while the approval is pending stay a refusal of values', async () => {
		const [{ id, execution_id }] = emulator.current.requestApprovals(1);
		emulator.current.fault({
			method: 'POST',
			path: generation === 1 ? '/api/v1/approvals/*/decide' : '/api/v1/executions/*/approve',
			status: 400,
			body: { error: { code: 'bad_request', message: 'reason is too long' } },
		});
		const { error } = await run('Approval', {
			operation: 'decide',
			approvalId: byId(generation === 1 ? id : execution_id),
			decision: 'approved',
		});
		expect(error?.message).toBe("The field 'Reason' is too long [item 0]");
	});
});

test('the document tells what was measured', () => {
	documented({
		id: 'refusedStates',
		heading: 'States that refuse',
		lines: [
			'What the state of a thing forbids, on servers of both generations that refuse it as if a value was wrong (400). The nodes',
			'report a `ConflictError` that names the state, and nothing changes on the server.',
			'',
			table([
				['What was asked', 'The error says'],
				...REFUSED.map(({ what, message }) => [what, message.source]),
			]),
		],
	});
});
