import { chain, jsonOf, TRIGGER } from '../host';
import { branchesOf } from '../support/n8n/gateWorkflow';
import { KillableGates } from '../support/n8n/killableGates';

// Two n8n's start, and n8n looks for due executions once a minute.
jest.setTimeout(240_000);

const ENDED = new Set(['success', 'error', 'crashed']);
const WAKES_WITHIN_SECONDS = 120;

describe('Ask and Wait, in an n8n that is killed meanwhile', () => {
	let gates: KillableGates;
	beforeAll(async () => {
		gates = await KillableGates.open();
	});
	afterAll(() => gates?.close());

	const asks = { asks: true };
	/** How often people were asked about an order. */
	const runsOf = (order: string): number =>
		gates.emulator.store.executions.where(
			({ input }) => (input as { order_id?: string } | null)?.order_id === order,
		).length;
	/** Where the items of an execution left, and which order each of them is about by n8n's pairing. */
	const left = async (id: string) => {
		const execution = await gates.client.ended(id, ENDED, WAKES_WITHIN_SECONDS);
		return branchesOf(execution).map((name) => [name, jsonOf(execution, name).map(({ run }) => run)]);
	};

	it('sleeps once it has asked, and gives up at its limit', async () => {
		await gates.start('asleep', ['S1', 'S2'], asks);
		await gates.start('limit', ['L'], {
			asks: true,
			parameters: { waitMode: 'sleep', sleepInterval: 0.02, sleepLimit: 0.001 },
		});
		expect((await gates.execution('asleep')).status).toBe('waiting');
		expect((await gates.execution('limit')).status).toBe('waiting');
	});

	it('does not ask again after a death between the start and the sleep, when somebody retries the execution', async () => {
		const { emulator } = gates;
		// The run starts, and its answer never comes.
		emulator.fault({ method: 'POST', path: '/api/v1/agents/*/execute', when: 'after', hang: true });
		await gates.begin('killed', ['K'], asks);
		await gates.asked('K');
		await gates.kill();
		emulator.clearFaults();
		gates.emulator.decide(gates.approvalOf('S1').id, 'approved');
		gates.emulator.decide(gates.approvalOf('S2').id, 'rejected');
		await gates.startAgain();

		const retried = await gates.retry('killed');
		const asleep = await gates.client.ended(retried, new Set(['waiting', ...ENDED]));
		expect(asleep.status).toBe('waiting');
		expect(runsOf('K')).toBe(1);
		gates.emulator.decide(gates.approvalOf('K').id, 'approved');
		expect(await left(retried)).toEqual([['Approved', ['K']]]);
		expect(runsOf('K')).toBe(1);
	});

	it('wakes after a death while it slept, and goes on by the branch of each decision, in pairs', async () => {
		const { id } = await gates.execution('asleep');
		expect(await left(id)).toEqual([
			['Approved', ['S1']],
			['Rejected', ['S2']],
		]);
		expect(await left((await gates.execution('limit')).id)).toEqual([['Timed Out', ['L']]]);
		expect(['S1', 'S2', 'L'].map(runsOf)).toEqual([1, 1, 1]);
	});

	it('sleeps in a sub-workflow, and the workflow that called it goes on with the decision', async () => {
		const { client } = gates;
		const sub = await client.createWorkflow(gates.askingSubWorkflow());
		await client.publish(sub);
		const called = await client.createWorkflow(
			chain(
				'calls',
				[{ order_id: 'W', amount: 1 }],
				[
					{
						name: 'Call',
						type: 'n8n-nodes-base.executeWorkflow',
						typeVersion: 1.2,
						parameters: {
							workflowId: { __rl: true, mode: 'id', value: sub.id },
							workflowInputs: { mappingMode: 'defineBelow', value: {} },
							options: { waitForSubWorkflow: true },
						},
					},
				],
			),
		);
		const id = await client.startManually(called, TRIGGER);
		gates.emulator.decide((await gates.asked('W')).id, 'approved');
		const execution = await client.ended(id, ENDED, WAKES_WITHIN_SECONDS);
		expect(jsonOf(execution, 'Call')).toEqual([expect.objectContaining({ decision: 'approved' })]);
		expect(runsOf('W')).toBe(1);
	});
});
