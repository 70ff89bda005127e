import type { Expectation } from './expectation';
import type { Fault } from './faults';
import type { Kind, Outcome } from './kind';
import { TOLD } from './told';

/** For the last nap of a cell before. */
const ROOM_MS = 1000;

/** The workflow got what it must get: the items, or one error that says what happened and what to do. */
export function checkTold(
	{ error, items }: Outcome,
	{ told, isUnknown }: Expectation,
	fault: Fault,
	attempts: number,
): void {
	if (!told) {
		expect(error).toBeUndefined();
		return;
	}
	expect(items).toEqual([]);
	expect(error).toMatchObject({
		type: told.type,
		message: expect.stringMatching(told.message),
		description: expect.stringMatching(told.advice),
		outcomeUnknown: isUnknown,
	});
	const text = String(error?.description);
	expect(/unknown whether .*Look (in|at)/.test(text)).toBe(isUnknown);
	if (told !== TOLD[fault.told]) return;
	expect(error?.attempts).toBe(attempts);
	expect(text.includes(`Tried ${attempts} times`)).toBe(attempts > 1);
	if (!fault.asksOnce)
		expect(/asks to wait \d+ seconds/.test(text)).toBe(fault.asksForMs !== undefined && !isUnknown);
	// Where the server lacks the route, another one may have been asked for.
	if (fault.told !== 'routeMissing') expect(error?.statusCode).toEqual(statusOf(fault));
}

function statusOf({ status, told }: Fault): unknown {
	if (status !== undefined) return status;
	return told === 'unreadable' || told === 'empty' ? expect.any(Number) : null;
}

/** The request was sent as often as the rules say. */
export function checkAttempts({ attempts: expected }: Expectation, attempts: number): void {
	if (expected === 'many') expect(attempts).toBeGreaterThan(1);
	else if (expected !== undefined) expect(attempts).toBe(expected);
}

/** It took no longer than the budget and one attempt, and no attempt came before the server wanted it. */
export function checkWait(
	{ budgetMs, timeoutMs, runMs = 0 }: Kind,
	{ asksForMs, waitsTooLong }: Fault,
	{ tookMs, isRepeated }: { tookMs: number; isRepeated: boolean },
): void {
	expect(tookMs).toBeLessThanOrEqual(budgetMs + timeoutMs + runMs + ROOM_MS);
	if (asksForMs !== undefined && isRepeated && runMs === 0) expect(tookMs).toBeGreaterThanOrEqual(asksForMs);
	// What could not be waited for is told at once.
	if (waitsTooLong && runMs === 0) expect(tookMs).toBeLessThanOrEqual(ROOM_MS);
}
