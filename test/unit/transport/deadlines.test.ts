import { setDeadline } from '../../../nodes/shared/transport/http/deadlines';

/** Sets a deadline and waits for it. */
const passed = (ms: number): Promise<void> => new Promise((resolve) => setDeadline(ms, resolve));

describe('deadlines', () => {
	test('pass in the order of their times, not in the order in which they were set', async () => {
		const order: string[] = [];
		await Promise.all([
			passed(60).then(() => order.push('last')),
			passed(1).then(() => order.push('first')),
			passed(30).then(() => order.push('second')),
		]);
		expect(order).toEqual(['first', 'second', 'last']);
	});

	test('of the same time pass together', async () => {
		await Promise.all(Array.from({ length: 100 }, () => passed(5)));
	});

	test('that were taken away do not pass', async () => {
		let isCalled = false;
		const takeAway = setDeadline(1, () => {
			isCalled = true;
		});
		takeAway();
		await passed(20);
		expect(isCalled).toBe(false);
	});

	test('can be set where another one passes', async () => {
		await new Promise<void>((resolve) => setDeadline(1, () => setDeadline(1, resolve)));
	});

	test('never pass before their time', async () => {
		const startedAt = performance.now();
		await Promise.all([passed(3), passed(17)]);
		expect(performance.now() - startedAt).toBeGreaterThanOrEqual(17);
	});
});
