import { chain, jsonOf, poll, TRIGGER } from '../host';
import { branchesOf } from '../support/n8n/gateWorkflow';
import { KillableGates } from '../support/n8n/killableGates';
import type { Place } from '../support/n8n/place';
import { callNode } from '../support/n8n/wakeCalls';

// Two n8n's start, and n8n looks for due executions once a minute.
jest.setTimeout(240_000);

const ENDED = new Set(['success', 'error', 'crashed']);
const WAKES_WITHIN_SECONDS = 120;
/** In minutes: nothing wakes by itself meanwhile. */
const A_DAY = 24 * 60;

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
		await gates.start('waking', ['W1', 'W2'], {
			asks: true,
			parameters: { waitMode: 'sleep', sleepInterval: A_DAY, sleepLimit: 100 },
		});
		for (const name of ['asleep', 'limit', 'waking']) {
			expect([name, (await gates.execution(name)).status]).toEqual([name, 'waiting']);
		}
	});

	/** Waits until a request has arrived that is not answered while n8n lives. */
	const arrived = async (path: string, count: number): Promise<void> => {
		const requests = () => gates.emulator.requests({ method: 'GET', path }).length;
		await poll(() => Promise.resolve(requests() >= count || undefined), {
			what: `${count} requests of ${path}`,
			timeoutSeconds: 60,
		});
	};

	/** Has a node that is decided be woken by a call of its address, and look for the decision until n8n dies. */
	async function beginToWake(): Promise<void> {
		const { emulator } = gates;
		const [run] = gates.executionsOf('W1');
		gates.emulator.decide(gates.approvalOf('W1').id, 'approved');
		gates.emulator.decide(gates.approvalOf('W2').id, 'rejected');
		const path = `/api/v1/executions/${run}`;
		const before = emulator.requests({ method: 'GET', path }).length;
		// The node reads it when it is called, and again when it is awake.
		emulator.fault({ method: 'GET', path, skip: 1, hang: true });
		const place = emulator.store.executions.get(run)?.metadata.n8n as unknown as Place;
		expect(await callNode(gates.host.url, place)).toEqual({ woken: true });
		await arrived(path, before + 2);
	}

	it('is killed before the start, between the start and the sleep, asleep, and while it wakes', async () => {
		const { emulator } = gates;
		await beginToWake();
		// The run starts, and its answer never comes.
		emulator.fault({ method: 'POST', path: '/api/v1/agents/*/execute', when: 'after', hang: true });
		await gates.begin('started', ['K'], asks);
		await gates.asked('K');
		// Whether the run was started before is never known.
		const looks = emulator.requests({ method: 'GET', path: '/api/v1/executions' }).length;
		emulator.fault({ method: 'GET', path: '/api/v1/executions', hang: true });
		await gates.begin('before', ['B'], asks);
		await arrived('/api/v1/executions', looks + 1);
		await gates.kill();
		emulator.clearFaults();
		emulator.decide(gates.approvalOf('S1').id, 'approved');
		emulator.decide(gates.approvalOf('S2').id, 'rejected');
		await gates.startAgain();
		expect(['B', 'K', 'S1', 'S2', 'W1', 'W2'].map(runsOf)).toEqual([0, 1, 1, 1, 1, 1]);
	});

	it('asks once although it was killed before or after the start, when somebody retries the execution', async () => {
		const { client, emulator } = gates;
		const retried: Array<[string, string]> = [
			['B', await gates.retry('before')],
			['K', await gates.retry('started')],
		];
		for (const [order, id] of retried) {
			const asleep = await client.ended(id, new Set(['waiting', ...ENDED]), WAKES_WITHIN_SECONDS);
			expect([order, asleep.status]).toEqual([order, 'waiting']);
			emulator.decide((await gates.asked(order)).id, 'approved');
		}
		for (const [order, id] of retried) {
			expect(await left(id)).toEqual([['Approved', [order]]]);
			expect(runsOf(order)).toBe(1);
		}
	});

	it('goes on with the decision although it was killed while it woke, when somebody retries the execution', async () => {
		expect(await left(await gates.retry('waking'))).toEqual([
			['Approved', ['W1']],
			['Rejected', ['W2']],
		]);
		expect(['W1', 'W2'].map(runsOf)).toEqual([1, 1]);
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
