import { Pacer } from '../../../nodes/shared/transport/http/pacer';
import { CancelledError } from '../../../nodes/shared/transport/http/timing';
import { RateLimiter, retryHeaders } from '../../emulator/core/rateLimit';
import type { RateLimit } from '../../emulator';

const LATENCY_MS = 100;

beforeEach(() => {
	jest.useFakeTimers({ now: new Date('2026-01-31T12:00:00.200Z') });
});
afterEach(() => jest.useRealTimers());

interface Batch {
	items: number;
	inFlight: number;
	limit?: RateLimit;
}

/** Sends a batch to a server with a rate limit, as the node does: a refused item is sent again until it is through. */
async function send({ items, inFlight, limit }: Batch): Promise<{ requests: number; ms: number }> {
	const [pacer, limiter, startedAt] = [new Pacer(), new RateLimiter(), Date.now()];
	let [left, requests] = [items, 0];
	const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
	const one = async (): Promise<void> => {
		for (;;) {
			const sentAt = await pacer.pass();
			requests += 1;
			await sleep(LATENCY_MS);
			const closedMs = limiter.refuse(limit);
			const date = new Date().toUTCString();
			if (closedMs === undefined) return pacer.onAccepted(date);
			const { 'retry-after': seconds } = retryHeaders('seconds', closedMs);
			pacer.onThrottled(sentAt, Number(seconds) * 1000, date);
			await sleep(Number(seconds) * 1000);
		}
	};
	const slot = async (): Promise<void> => {
		while (left > 0) {
			left -= 1;
			await one();
		}
	};
	const work = Promise.all(Array.from({ length: inFlight }, slot)).then(() => Date.now() - startedAt);
	await jest.advanceTimersByTimeAsync(120_000);
	return { requests, ms: await work };
}

test('nothing is held back while nothing is refused', async () => {
	expect(await send({ items: 200, inFlight: 100 })).toEqual({ requests: 200, ms: 2 * LATENCY_MS });
});

test('a batch under a limit is through with less than a tenth more requests than items', async () => {
	const { requests, ms } = await send({ items: 200, inFlight: 10, limit: { perSecond: 50 } });
	expect(requests).toBeLessThanOrEqual(220);
	expect(ms).toBeLessThan(4500);
});

test.each([0, 250, 500, 750])(
	'a limit that counts by the seconds of the server is learned at the first refusal, %i ms into one',
	async (phase) => {
		jest.setSystemTime(Date.UTC(2026, 0, 31, 12, 0, 0, phase));
		const { requests } = await send({ items: 200, inFlight: 10, limit: { perSecond: 50 } });
		expect(requests).toBe(210);
	},
);

test('where a hundred are in flight at once, a few rounds of refusals teach the rate', async () => {
	const { requests } = await send({ items: 400, inFlight: 100, limit: { perSecond: 50 } });
	expect(requests).toBeLessThanOrEqual(700);
});

test('a batch that comes when others have used up the limit is not held to what was left of it', async () => {
	const pacer = new Pacer();
	const sent = await Promise.all(Array.from({ length: 10 }, () => pacer.pass()));
	for (const at of sent.slice(1)) pacer.onThrottled(at, 1000);
	const later = Promise.all(Array.from({ length: 10 }, () => pacer.pass()));
	await jest.advanceTimersByTimeAsync(1000);
	expect(new Set(await later).size).toBe(1);
});

test('a rate that was guessed too low doubles in every second without a refusal', async () => {
	const pacer = new Pacer();
	const [first] = [await pacer.pass(), await pacer.pass(), await pacer.pass()];
	pacer.onThrottled(first, 1000);
	const times: number[] = [];
	const flow = (async () => {
		while (times.length < 100) times.push(await pacer.pass());
	})();
	await jest.advanceTimersByTimeAsync(60_000);
	await flow;
	const inSecond = (second: number) =>
		times.filter((at) => Math.floor((at - times[0]) / 1000) === second).length;
	expect([0, 1, 2, 3, 4, 5].map(inSecond)).toEqual([2, 2, 2, 4, 8, 16]);
});

test('whoever waits stops waiting when n8n cancels', async () => {
	const [pacer, cancel] = [new Pacer(), new AbortController()];
	pacer.onThrottled(await pacer.pass(), 60_000);
	const waits = expect(pacer.pass(cancel.signal)).rejects.toThrow(CancelledError);
	cancel.abort();
	await waits;
});
