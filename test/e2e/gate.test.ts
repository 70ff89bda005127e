import { errorOf, poll } from '../host';
import { branchesOf } from '../support/n8n/gateWorkflow';
import { HealthWatch } from '../support/n8n/healthWatch';
import { KillableGates } from '../support/n8n/killableGates';
import { ManyGates } from '../support/n8n/manyGates';
import {
	expectOneRunEach,
	limitReached,
	settleSingle,
	singleLeft,
	startSix,
	threeLeft,
} from '../support/n8n/sixGates';

// Two n8n's start, and some gates wake up twice.
jest.setTimeout(300_000);

/** Executions of one workflow that sleep beside the others. */
const MANY = 50;

describe('Approval gates that sleep, in an n8n that is killed meanwhile', () => {
	let gates: KillableGates;
	let many: ManyGates;
	let watch: HealthWatch;
	beforeAll(async () => {
		gates = await KillableGates.open();
	});
	afterAll(async () => {
		await watch?.stop();
		await gates?.close();
	});

	it('wait in n8n’s database', async () => {
		watch = new HealthWatch(gates.host.url);
		await startSix(gates);
		// None of them wakes before n8n is killed: it would be at work then.
		many = await ManyGates.asleep(gates.bench, { count: MANY, minutes: 1, runsBehind: true });
	});

	it('are there when n8n was killed, and check when it is back', async () => {
		await gates.decide('T1', 'approved');
		await watch.end();
		await gates.kill();

		const rows = await gates.rows();
		expect(rows).toHaveLength(gates.names.length + MANY);
		for (const row of rows) expect(row).toMatchObject({ status: 'waiting', waitTill: expect.any(String) });
		const checks = gates.checksOf('A');
		await gates.decide('T2', 'rejected');
		many.decide();
		await gates.startAgain();
		watch = new HealthWatch(gates.host.url);
		// The gate waits until n8n has started in full, lest n8n take it for crashed.
		const again = async () => gates.checksOf('A') > checks || undefined;
		await poll(again, { what: 'the gate checks again', timeoutSeconds: 75 });

		const asleep = async () => ((await gates.execution('approved')).status === 'waiting' ? true : undefined);
		await poll(asleep, { what: 'the gate sleeps again', timeoutSeconds: 60 });
		const ofSix = (await gates.rows()).slice(0, gates.names.length);
		expect(ofSix.map(({ status }) => status)).not.toContain('crashed');
	});

	it('open by the branch of the decision', async () => {
		await settleSingle(gates);
		await singleLeft(gates);
	});

	it('count their limit across the restart', async () => {
		await limitReached(gates);
	});

	it('open when each of three items is settled', async () => {
		expect((await gates.execution('three')).status).toBe('waiting');
		await gates.decide('T3', 'approved');
		await threeLeft(gates);
	});

	it(`open by the branch of the decision, ${MANY} at once`, async () => {
		const ended = await many.ended(120);
		expect(ended.flatMap((execution) => errorOf(execution) ?? [])).toEqual([]);
		expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'success'));
		const { approved, rejected } = many.decided;
		const by = (branch: string) => ended.filter((execution) => branchesOf(execution).join() === branch);
		expect([by('Approved').length, by('Rejected').length]).toEqual([approved.length, rejected.length]);
	});

	it('had the agents before and behind them run once for each item', async () => {
		expectOneRunEach(gates);
		expect(many.startsBefore()).toEqual(many.orders.map((order) => [order, 1]));
		expect(many.startsBehind()).toEqual(many.decided.approved.map((order) => [order, 1]));
		await watch.end();
	});
});
