import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { Readable } from 'node:stream';

import { PromptRailsClient } from '../../../nodes/shared/transport/client';
import { NotFoundError } from '../../../nodes/shared/transport/errors/errors';
import { CancelledError } from '../../../nodes/shared/transport/http/timing';
import type { Row } from '../../../nodes/shared/values';

const ROWS = 3000;

interface Sent {
	page: number;
	at: number;
	isAborted: () => boolean;
	answer: (status: number, headers?: Record<string, string>) => void;
}

/** Reads a list until there are enough rows, from a server that answers when the test says so. */
async function readList({ cancel = new AbortController(), enough = Infinity } = {}) {
	const sent: Sent[] = [];
	const rows: Row[] = [];
	const httpRequestWithAuthentication = (_name: string, { url, abortSignal }: IHttpRequestOptions) =>
		new Promise((resolve, reject) => {
			const signal = abortSignal as AbortSignal;
			signal.addEventListener('abort', () => reject(new Error('aborted')));
			const page = Number(new URL(url).searchParams.get('page'));
			const data = Array.from({ length: 100 }, (_none, index) => ({ id: `${page}-${index}` }));
			const body = JSON.stringify({ data, meta: { total: ROWS } });
			const answer: Sent['answer'] = (statusCode, headers = {}) =>
				resolve({ statusCode, headers, body: Readable.from([Buffer.from(body)]) });
			sent.push({ page, at: Date.now(), isAborted: () => signal.aborted, answer });
		});
	const client = await PromptRailsClient.create({
		getCredentials: async () => ({ apiKey: 'key', baseUrl: 'http://localhost' }),
		getNode: () => ({ type: 'node' }),
		getExecutionCancelSignal: () => cancel.signal,
		logger: {},
		helpers: { httpRequestWithAuthentication },
	} as unknown as IExecuteFunctions);
	const done = (async () => {
		for await (const page of client.list({ method: 'GET', path: '/rows' })) {
			rows.push(...page);
			if (rows.length >= enough) break;
		}
	})();
	return { sent, rows, done };
}

const until = async (isSo: () => boolean): Promise<void> => {
	while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

/** The list with its first page read, and eight more on their way. */
async function underWay(options?: Parameters<typeof readList>[0]) {
	const reading = await readList(options);
	await until(() => reading.sent.length === 1);
	reading.sent[0].answer(200);
	await until(() => reading.sent.length === 9);
	return { ...reading, ahead: reading.sent.slice(1) };
}

test('a refusal of one page holds all further ones back', async () => {
	jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
	const cancel = new AbortController();
	const { sent, ahead, rows, done } = await underWay({ cancel });
	ahead[3].answer(429, { 'retry-after': '7' });
	for (const one of ahead) if (one !== ahead[3]) one.answer(200);
	await until(() => rows.length === 400);
	await jest.advanceTimersByTimeAsync(6900);
	expect(sent).toHaveLength(9);
	await jest.advanceTimersByTimeAsync(200);
	expect(sent.length).toBeGreaterThan(9);
	cancel.abort();
	await expect(done).rejects.toBeInstanceOf(CancelledError);
	jest.useRealTimers();
});

test('a page that fails ends the list with the error of its request, and those behind it are given up', async () => {
	const { sent, ahead, rows, done } = await underWay();
	ahead[0].answer(200);
	ahead[1].answer(404);
	await expect(done).rejects.toBeInstanceOf(NotFoundError);
	expect(rows).toHaveLength(200);
	await until(() => sent.slice(3).every((one) => one.isAborted()));
	expect(sent.every(({ page }) => page <= 10)).toBe(true);
});

test('a cancellation ends all pages that are on their way', async () => {
	const cancel = new AbortController();
	const { ahead, done } = await underWay({ cancel });
	cancel.abort();
	await expect(done).rejects.toBeInstanceOf(CancelledError);
	expect(ahead.map((one) => one.isAborted())).toEqual(Array<boolean>(8).fill(true));
});

test('a reader that has enough ends the pages that are on their way', async () => {
	const { sent, ahead, done } = await underWay({ enough: 200 });
	ahead[0].answer(200);
	await done;
	expect(sent.map((one) => one.isAborted())).toEqual([false, false, ...Array<boolean>(7).fill(true)]);
});

test('who finds what is wanted on the first page asks for no other', async () => {
	const { sent, done } = await readList({ enough: 1 });
	await until(() => sent.length === 1);
	sent[0].answer(200);
	await done;
	expect(sent).toHaveLength(1);
});
