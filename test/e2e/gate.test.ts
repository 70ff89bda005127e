import { errorOf, jsonOf, poll } from '../host';
import { branchesOf, GATE, runsIn } from '../support/n8n/gateWorkflow';
import { HealthWatch } from '../support/n8n/healthWatch';
import { ManyGates } from '../support/n8n/manyGates';
import { SleepingGates } from '../support/n8n/sleepingGates';

// Two n8n's start, and some gates wake up twice.
jest.setTimeout(300_000);

/** Executions of one workflow that sleep beside the others. */
const MANY = 50;
/** One workflow each; they sleep at the same time. */
const ORDERS = {
	approved: ['A'],
	rejected: ['R'],
	expired: ['E'],
	silent: ['S'],
	limit: ['L'],
	three: ['T1', 'T2', 'T3'],
};
const ALL = Object.values(ORDERS).flat();
const HALF_A_MINUTE = 30_000;
const CLOCK_GRACE = 5 * 60_000;

describe('Approval gates that sleep, in an n8n that is killed meanwhile', () => {
	let gates: SleepingGates;
	let many: ManyGates;
	let watch: HealthWatch;
	beforeAll(async () => {
		gates = await SleepingGates.open();
	});
	afterAll(async () => {
		await watch?.stop();
		await gates?.close();
	});

	it('wait in n8n’s database', async () => {
		watch = new HealthWatch(gates.host.url);
		const { settings } = gates.emulator;
		await gates.start('approved', ORDERS.approved);
		await gates.start('rejected', ORDERS.rejected);
		await gates.start('expired', ORDERS.expired);
		await gates.start('three', ORDERS.three);
		await gates.start('limit', ORDERS.limit, {
			parameters: { waitMode: 'sleep', sleepInterval: 0.02, sleepLimit: 0.01, whenTimeIsUp: 'fail' },
			settings: { onError: 'continueErrorOutput' },
		});
		// The server never says that this one expired, and the grace for its clock is nearly over.
		const usual = { ...settings };
		Object.assign(settings, { approvalTtlMs: HALF_A_MINUTE - CLOCK_GRACE, expiredStatus: 'pending' });
		await gates.start('silent', ORDERS.silent);
		Object.assign(settings, usual);

		for (const name of gates.names) {
			expect({ name, status: (await gates.execution(name)).status }).toEqual({ name, status: 'waiting' });
		}
		// None of them wakes before n8n is killed: it would be at work then.
		many = await ManyGates.asleep(gates.stage, { count: MANY, minutes: 1, runsBehind: true });
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
		await poll(asleep, { what: 'the gate sleeps again', timeoutSeconds: 10 });
		const ofOthers = (await gates.rows()).slice(0, gates.names.length);
		expect(ofOthers.map(({ status }) => status)).not.toContain('crashed');
	});

	it('open by the branch of the decision', async () => {
		await gates.decide('A', 'approved');
		await gates.decide('R', 'rejected');
		gates.emulator.expire(gates.approvalOf('E').id);

		const branches: Array<[keyof typeof ORDERS, string, string]> = [
			['approved', 'Approved', 'approved'],
			['rejected', 'Rejected', 'rejected'],
			['expired', 'Rejected', 'expired'],
			['silent', 'Rejected', 'pending'],
		];
		for (const [name, branch, status] of branches) {
			const execution = await gates.ended(name);
			expect(errorOf(execution)).toBeUndefined();
			expect({ name, status: execution.status }).toEqual({ name, status: 'success' });
			expect(branchesOf(execution)).toEqual([branch]);
			expect(runsIn(execution, branch)).toEqual(gates.executionsOf(...ORDERS[name]));
			expect(jsonOf(execution, branch)).toEqual([expect.objectContaining({ status })]);
		}
	});

	it('count their limit across the restart', async () => {
		const execution = await gates.ended('limit');
		expect(execution.status).toBe('success');
		expect(branchesOf(execution)).toEqual(['Failed']);
		expect(jsonOf(execution, GATE, 3)).toEqual([
			expect.objectContaining({
				error: expect.objectContaining({ type: 'TimeoutError', code: 'wait_limit' }),
			}),
		]);
		expect(runsIn(execution, 'Failed')).toEqual(gates.executionsOf('L'));
	});

	it('open when each of three items is settled', async () => {
		expect((await gates.execution('three')).status).toBe('waiting');
		await gates.decide('T3', 'approved');
		const execution = await gates.ended('three');
		expect(execution.status).toBe('success');
		expect(branchesOf(execution)).toEqual(['Approved', 'Rejected']);
		expect(runsIn(execution, 'Approved')).toEqual(gates.executionsOf('T1', 'T3'));
		expect(runsIn(execution, 'Rejected')).toEqual(gates.executionsOf('T2'));
	});

	it(`open by the branch of the decision, ${MANY} at once`, async () => {
		const ended = await many.ended(120);
		expect(ended.flatMap((execution) => errorOf(execution) ?? [])).toEqual([]);
		expect(ended.map(({ status }) => status)).toEqual(ended.map(() => 'success'));
		const { approved, rejected } = many.decided;
		const by = (branch: string) => ended.filter((execution) => branchesOf(execution).join() === branch);
		expect([by('Approved').length, by('Rejected').length]).toEqual([approved.length, rejected.length]);
		expect(many.startsBefore()).toEqual(many.orders.map((order) => [order, 1]));
		expect(many.startsBehind()).toEqual(approved.map((order) => [order, 1]));
		await watch.end();
	});

	it('had the agent run once for each item', () => {
		const started = gates.emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
		const orders = started.map(({ body }) => (body as { input: { order_id: string } }).input.order_id);
		expect(orders.filter((order) => ALL.includes(order)).sort()).toEqual([...ALL].sort());
	});
});
