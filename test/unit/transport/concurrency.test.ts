import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { PromptRailsClient } from '../../../nodes/shared/transport/client';
import { Concurrency } from '../../../nodes/shared/transport/http/concurrency';
import { Pacer } from '../../../nodes/shared/transport/http/pacer';
import { RateLimiter, retryHeaders } from '../../emulator/core/rateLimit';

const SECOND = 1000;

/** Tasks that wait until they are ended, and how many of them run. */
function openTasks(concurrency: Concurrency, count: number) {
	const open: Array<() => void> = [];
	const ends = Array.from({ length: count }, () =>
		concurrency.run(() => new Promise<void>((resolve) => open.push(resolve))),
	);
	return {
		running: async (): Promise<number> => {
			await turn();
			return open.length;
		},
		/** Ends all that run, each after so many ms. */
		succeed: async (ms: number): Promise<void> => {
			for (const end of open.splice(0)) {
				concurrency.onSuccess(ms);
				end();
			}
			await turn();
		},
		rest: async (): Promise<void> => {
			while (open.length > 0) {
				for (const end of open.splice(0)) end();
				await turn();
			}
			await Promise.all(ends);
		},
	};
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** How many run in each round, when all of each succeed. */
async function rounds(
	concurrency: Concurrency,
	{ count = 5, ms = SECOND, tasks = 1000 } = {},
): Promise<number[]> {
	const { running, succeed, rest } = openTasks(concurrency, tasks);
	const seen: number[] = [];
	while (seen.length < count) {
		seen.push(await running());
		await succeed(ms);
	}
	await rest();
	return seen;
}

test('starts with ten, grows by 1.6 of the items that take a second, and ends at a hundred', async () => {
	expect(await rounds(new Concurrency())).toEqual([10, 26, 67, 100, 100]);
});

test('a hundred items of a second take three rounds', async () => {
	const seen = await rounds(new Concurrency(), { count: 4, tasks: 100 });
	expect(seen).toEqual([10, 26, 64, 0]);
});

test('items of just under a second allow one each at first, and then more', async () => {
	const seen = await rounds(new Concurrency(), { count: 3, ms: SECOND - 1 });
	expect(seen).toEqual([10, 20, 44]);
});

test('items that take a tenth of a second allow one more for each ten of them at first, and then more', async () => {
	const seen = await rounds(new Concurrency(), { count: 6, ms: SECOND / 10 });
	expect(seen).toEqual([10, 11, 12, 13, 15, 17]);
});

test('items that take no time change nothing', async () => {
	expect(await rounds(new Concurrency(), { count: 3, ms: 0 })).toEqual([10, 10, 10]);
});

test('keeps the number that the user says, whatever happens', async () => {
	const concurrency = new Concurrency(7);
	expect(await rounds(concurrency)).toEqual([7, 7, 7, 7, 7]);
	concurrency.onOverload(Date.now());
	expect(await rounds(concurrency, { count: 2 })).toEqual([7, 7]);
});

test('halves when the server is overloaded, and then takes a round to allow one more', async () => {
	const concurrency = new Concurrency();
	concurrency.onOverload(Date.now());
	expect(await rounds(concurrency)).toEqual([5, 6, 7, 8, 9]);
});

test('takes a round of short items to allow one more as well, once the server was overloaded', async () => {
	const concurrency = new Concurrency();
	concurrency.onOverload(Date.now());
	expect(await rounds(concurrency, { ms: SECOND / 10 })).toEqual([5, 6, 7, 8, 9]);
});

test('what was sent before the number was lowered does not lower it again', async () => {
	const concurrency = new Concurrency();
	const sentAt = Date.now();
	for (let refusal = 0; refusal < 10; refusal += 1) concurrency.onOverload(sentAt);
	expect(await rounds(concurrency, { count: 1 })).toEqual([5]);
});

test('never falls below one', async () => {
	const concurrency = new Concurrency();
	for (let round = 1; round < 10; round += 1) concurrency.onOverload(Date.now() + round);
	expect(await rounds(concurrency, { count: 1 })).toEqual([1]);
});

test('starts nothing more than it allows when it is lowered while tasks run', async () => {
	const concurrency = new Concurrency();
	const { running, rest } = openTasks(concurrency, 30);
	expect(await running()).toBe(10);
	concurrency.onOverload(Date.now());
	expect(await running()).toBe(10);
	await rest();
});

test('a 429 halves it, but not below ten: the pacer limits what goes out in a second', async () => {
	const concurrency = new Concurrency();
	expect(await rounds(concurrency, { count: 3 })).toEqual([10, 26, 67]);
	concurrency.onThrottled(Date.now());
	expect(await rounds(concurrency, { count: 2 })).toEqual([50, 51]);
	for (const round of [1, 2, 3]) concurrency.onThrottled(Date.now() + round);
	expect(await rounds(concurrency, { count: 2 })).toEqual([10, 11]);
});

/** A host whose server answers with a status, or fails by a code, or not at all. */
function host(answer: { status?: number; code?: string }): IExecuteFunctions {
	const httpRequestWithAuthentication = async (_name: string, { abortSignal }: IHttpRequestOptions) => {
		if (answer.status) return { statusCode: answer.status, headers: {}, body: Readable.from([]) };
		if (answer.code) throw Object.assign(new Error(answer.code), { code: answer.code });
		return await new Promise((_resolve, reject) =>
			(abortSignal as AbortSignal).addEventListener('abort', () => reject(new Error('aborted'))),
		);
	};
	return {
		getCredentials: async () => ({ apiKey: 'key', baseUrl: 'http://localhost' }),
		getNode: () => ({ type: 'node' }),
		logger: {},
		helpers: { httpRequestWithAuthentication },
	} as unknown as IExecuteFunctions;
}

/** How many items run at once after a request failed. */
async function atOnceAfter(answer: { status?: number; code?: string }): Promise<number> {
	const concurrency = new Concurrency();
	await rounds(concurrency, { count: 1 });
	const client = await PromptRailsClient.create(host(answer), { retryBudgetMs: 0, concurrency });
	const asked = client.request({ method: 'GET', path: '/', timeoutMs: 20 });
	await expect(asked).rejects.toBeInstanceOf(Error);
	return (await rounds(concurrency, { count: 1 }))[0];
}

test.each([
	['a 429', { status: 429 }],
	['a 503', { status: 503 }],
	['a time-out', {}],
	['a connection that is refused', { code: 'ECONNREFUSED' }],
])('%s halves it', async (_what, answer) => {
	expect(await atOnceAfter(answer)).toBe(13);
});

test.each([
	['a 400', { status: 400 }],
	['a 500', { status: 500 }],
	['a host that does not exist', { code: 'ENOTFOUND' }],
])('%s does not: it has other causes', async (_what, answer) => {
	expect(await atOnceAfter(answer)).toBe(26);
});

describe('with the pacer', () => {
	beforeEach(() => void jest.useFakeTimers());
	afterEach(() => void jest.useRealTimers());

	/** Sends 200 items of 100 ms to a server that lets 50 through in each second of its clock. */
	async function send(phase: number): Promise<number> {
		jest.setSystemTime(Date.UTC(2026, 0, 31, 12, 0, 0, phase));
		const [concurrency, pacer, limiter] = [new Concurrency(), new Pacer(), new RateLimiter()];
		const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
		let requests = 0;
		const item = async (): Promise<void> => {
			const startedAt = Date.now();
			for (;;) {
				const sentAt = await pacer.pass();
				requests += 1;
				await sleep(100);
				const closedMs = limiter.refuse({ perSecond: 50 });
				const date = new Date().toUTCString();
				if (closedMs === undefined) {
					pacer.onAccepted(date);
					return concurrency.onSuccess(Date.now() - startedAt);
				}
				const waitMs = Number(retryHeaders('seconds', closedMs)['retry-after']) * 1000;
				concurrency.onThrottled(sentAt);
				pacer.onThrottled(sentAt, waitMs, date);
				await sleep(waitMs);
			}
		};
		const work = Promise.all(Array.from({ length: 200 }, () => concurrency.run(item)));
		await jest.advanceTimersByTimeAsync(20_000);
		await work;
		return requests;
	}

	test('a batch under a limit takes less than a tenth more requests than items, whenever in a second it begins', async () => {
		let requests = 0;
		const phases = Array.from({ length: 10 }, (_none, index) => index * 100);
		for (const phase of phases) requests += await send(phase);
		expect(requests / phases.length).toBeLessThanOrEqual(220);
	});
});
