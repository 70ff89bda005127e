import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { asker, type AskOptions } from '../support/engine/asking';
import { type NodeResult } from '../support/engine/runNode';
import { until } from '../support/engine/until';

const emulator = useEmulator();
const { ask, runs, approvalOf } = asker(emulator);

const counts = ({ outputs }: NodeResult): number[] => outputs.map((items) => items.length);
const agents = () => emulator.current.ids.agents;

/** Asks about an order, and decides when the agent has paused. */
async function decided(
	decision: 'approved' | 'rejected',
	{ reason, ...options }: AskOptions & { reason?: string } = {},
): Promise<NodeResult> {
	const asking = ask(options);
	await until(() => approvalOf('A') !== undefined);
	emulator.current.decide(approvalOf('A').id, decision, reason);
	return await asking;
}

describe('Ask and Wait', () => {
	test('leaves by Approved with the decision, who made it, and the result of the agent', async () => {
		const result = await decided('approved', { reason: 'Seen the parcel' });
		expect(counts(result)).toEqual([0, 1, 0]);
		const [run] = runs();
		expect(result.outputs[1]).toEqual([
			{
				json: {
					message: 'This was approved.',
					decision: 'approved',
					reason: 'Seen the parcel',
					decided_by: emulator.current.store.userId,
					approval: expect.objectContaining({ id: approvalOf('A').id, status: 'approved' }),
					execution: expect.objectContaining({ id: run.id, status: 'completed' }),
					result: expect.stringContaining('A'),
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	test('leaves by Rejected with the reason, and without a result', async () => {
		const result = await decided('rejected', { reason: 'Too much' });
		expect(counts(result)).toEqual([0, 0, 1]);
		expect(result.outputs[2][0].json).toMatchObject({
			decision: 'rejected',
			reason: 'Too much',
			result: null,
		});
	});

	test('leaves by Timed Out at its limit, as undecided', async () => {
		const result = await ask({ parameters: { holdLimit: 0.001 } });
		expect(counts(result)).toEqual([1, 0, 0]);
		expect(result.json[0]).toMatchObject({ decision: 'pending', result: null });
	});

	test('leaves by Rejected when nobody decided before the approval expired', async () => {
		const asking = ask();
		await until(() => approvalOf('A') !== undefined);
		emulator.current.expire(approvalOf('A').id);
		const result = await asking;
		expect(counts(result)).toEqual([0, 0, 1]);
		expect(result.outputs[2][0].json).toMatchObject({ decision: 'expired' });
	});

	test('gives the agent the input of each item, and pairs each decision with its item', async () => {
		const asking = ask({ items: ['A', 'B'].map((order, index) => ({ order, amount: index })) });
		await until(() => approvalOf('A') !== undefined && approvalOf('B') !== undefined);
		emulator.current.decide(approvalOf('A').id, 'rejected');
		emulator.current.decide(approvalOf('B').id, 'approved');
		const { outputs } = await asking;
		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[],
			[{ item: 1 }],
			[{ item: 0 }],
		]);
		expect(runs()).toHaveLength(2);
	});

	test('shows the whole approval and run without Simplify', async () => {
		const { outputs } = await decided('approved', { parameters: { simplify: false } });
		expect(outputs[1][0].json).toMatchObject({
			approval: { workspace_id: expect.any(String) },
			execution: { input: { order_id: 'A', amount: 10 }, metadata: { n8n: expect.any(Object) } },
		});
	});
});

describe('nothing passes as approved', () => {
	const failing: Array<[string, AskOptions, string]> = [
		[
			'completes without asking',
			{ parameters: { agentId: '$support', input: '{"name": "Ada", "question": "Where?"}' } },
			'The agent completed its run without asking for approval',
		],
		['fails', { parameters: { agentId: '$flaky', input: '{"fail": true}' } }, 'The model refused to answer'],
	];
	test.each(failing)('where the agent %s', async (_what, { parameters = {} }, message) => {
		const { support, flaky } = agents();
		const agentId = byId(parameters.agentId === '$support' ? support : flaky);
		const { error, outputs } = await ask({ parameters: { ...parameters, agentId } });
		expect(error?.message).toContain(message);
		expect(outputs.flat()).toEqual([]);
	});

	test('where the run is cancelled while people are asked', async () => {
		emulator.current.settings.cancelRoute = true;
		const asking = ask();
		await until(() => approvalOf('A') !== undefined);
		const { url, apiKey } = emulator.current;
		const path = `${url}/api/v1/executions/${approvalOf('A').execution_id}/cancel`;
		await fetch(path, { method: 'POST', headers: { 'X-API-Key': apiKey } });
		const { error, outputs } = await asking;
		expect(error?.message).toContain("with the status 'cancelled'");
		expect(outputs.flat()).toEqual([]);
	});

	test('where the run fails although it was approved', async () => {
		const asking = ask();
		await until(() => approvalOf('A') !== undefined);
		const { store, decide } = emulator.current;
		decide(approvalOf('A').id, 'approved');
		store.executions.update(runs()[0], { status: 'failed', error: 'the model hung up' });
		const { error } = await asking;
		expect(error?.message).toContain('The model hung up');
	});

	test.each(['escalated', 'APPROVED?', ''])('where the approval has the status %j', async (status) => {
		emulator.current.fault({
			path: '/api/v1/approvals/*',
			status: 200,
			body: { data: { id: 'x', status } },
		});
		const result = await ask({ parameters: { holdLimit: 0.005 } });
		expect(counts(result)).toEqual([1, 0, 0]);
	});

	test('where approvals cannot be read', async () => {
		emulator.current.fault({ path: '/api/v1/approvals', status: 403 });
		const { error } = await ask();
		expect(error?.message).toBeDefined();
		expect(runs()).toHaveLength(1);
	});
});

test.each([
	['sleep', 'sleepLimit', 721, 'more than 720 hours'],
	['sleep', 'sleepInterval', -1, 'a number of at least 0'],
	['hold', 'holdLimit', -1, 'a number of at least 0'],
])(
	'in the mode %s, a %s of %s is refused before anything is started',
	async (waitMode, name, value, message) => {
		const { error } = await ask({ parameters: { waitMode, [name]: value } });
		expect(error?.message).toContain(message);
		expect(runs()).toEqual([]);
	},
);
