/** Six gates that sleep at the same time, one for each way in which a gate ends. */
import { errorOf, jsonOf } from '../../host';
import { branchesOf, GATE, runsIn } from './gateWorkflow';
import type { SleepingGates } from './sleepingGates';

/** The orders of each gate: one workflow each. */
const ORDERS = {
	approved: ['A'],
	rejected: ['R'],
	expired: ['E'],
	silent: ['S'],
	limit: ['L'],
	three: ['T1', 'T2', 'T3'],
};
const HALF_A_MINUTE = 30_000;
const CLOCK_GRACE = 5 * 60_000;

/** Has them all sleep. */
export async function startSix(gates: SleepingGates): Promise<void> {
	const { settings } = gates.emulator;
	await gates.start('approved', ORDERS.approved);
	await gates.start('rejected', ORDERS.rejected);
	await gates.start('expired', ORDERS.expired);
	await gates.start('three', ORDERS.three);
	await gates.start('limit', ORDERS.limit, {
		parameters: { ...gates.parameters, sleepLimit: 0.01, whenTimeIsUp: 'fail' },
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
}

/** Settles those that one answer settles. */
export async function settleSingle(gates: SleepingGates): Promise<void> {
	await gates.decide('A', 'approved');
	await gates.decide('R', 'rejected');
	gates.emulator.expire(gates.approvalOf('E').id);
}

/** Waits until each of them has left by its branch. */
export async function singleLeft(gates: SleepingGates): Promise<void> {
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
}

/** Waits until the one with a limit has reached it. */
export async function limitReached(gates: SleepingGates): Promise<void> {
	const execution = await gates.ended('limit');
	expect(execution.status).toBe('success');
	expect(branchesOf(execution)).toEqual(['Failed']);
	expect(jsonOf(execution, GATE, 3)).toEqual([
		expect.objectContaining({
			error: expect.objectContaining({ type: 'TimeoutError', code: 'wait_limit' }),
		}),
	]);
	expect(runsIn(execution, 'Failed')).toEqual(gates.executionsOf('L'));
}

/** Waits until three items have left together, of which the second one is rejected. */
export async function threeLeft(gates: SleepingGates): Promise<void> {
	const execution = await gates.ended('three');
	expect(execution.status).toBe('success');
	expect(branchesOf(execution)).toEqual(['Approved', 'Rejected']);
	expect(runsIn(execution, 'Approved')).toEqual(gates.executionsOf('T1', 'T3'));
	expect(runsIn(execution, 'Rejected')).toEqual(gates.executionsOf('T2'));
}

/** The agent before the gates ran once for each item. */
export function expectOneRunEach(gates: SleepingGates): void {
	const all = Object.values(ORDERS).flat();
	const started = gates.emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
	const orders = started
		.map(({ body }) => (body as { input: { order_id?: string } }).input.order_id ?? '')
		.filter((order) => all.includes(order));
	expect(orders.sort()).toEqual([...all].sort());
}
