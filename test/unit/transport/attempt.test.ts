import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { setTimeout as wait } from 'node:timers/promises';

import { Attempt } from '../../../nodes/shared/transport/http/attempt';
import { PromptRailsClient } from '../../../nodes/shared/transport/client';

const ended = (attempt: Attempt): Promise<unknown> =>
	new Promise((resolve) => attempt.signal.addEventListener('abort', resolve));

describe('an attempt', () => {
	test('ends at its deadline, and says that it took too long', async () => {
		const attempt = new Attempt(1, undefined);
		await ended(attempt);
		expect(attempt.timedOut).toBe(true);
	});

	test('ends when n8n cancels, before or while it runs', () => {
		const cancel = new AbortController();
		const running = new Attempt(60_000, cancel.signal);
		cancel.abort();
		expect([running, new Attempt(60_000, cancel.signal)].map(({ signal }) => signal.aborted)).toEqual([
			true,
			true,
		]);
		expect(running.timedOut).toBe(false);
	});

	test.each([0, -1, NaN, 1e12])('has no deadline within reach at %d ms', async (ms) => {
		const attempt = new Attempt(ms, undefined);
		await ended(new Attempt(20, undefined));
		expect(attempt.signal.aborted).toBe(false);
	});

	test('outlives its deadline once it is disarmed, and can still be cancelled', async () => {
		const cancel = new AbortController();
		const attempt = new Attempt(10, cancel.signal);
		attempt.disarm();
		await ended(new Attempt(30, undefined));
		expect(attempt.signal.aborted).toBe(false);
		cancel.abort();
		expect(attempt.signal.aborted).toBe(true);
	});

	test('that was released ends no more', async () => {
		const cancel = new AbortController();
		const attempt = new Attempt(10, cancel.signal);
		attempt.release();
		cancel.abort();
		await ended(new Attempt(30, undefined));
		expect(attempt.signal.aborted).toBe(false);
	});
});

/** A host whose server refuses with a body that never ends. */
function endlessRefusal(status: number): IExecuteFunctions {
	async function* body({ abortSignal }: IHttpRequestOptions): AsyncGenerator<Uint8Array> {
		for (;;) {
			yield Buffer.from(' ');
			await wait(5, undefined, { signal: abortSignal as AbortSignal });
		}
	}
	return {
		getCredentials: async () => ({ apiKey: 'key', baseUrl: 'http://localhost' }),
		getNode: () => ({ type: 'node' }),
		logger: {},
		helpers: {
			httpRequestWithAuthentication: async (_name: string, options: IHttpRequestOptions) => ({
				statusCode: status,
				headers: {},
				body: body(options),
			}),
		},
	} as unknown as IExecuteFunctions;
}

test('a stream that is refused with a body without end is told by its status', async () => {
	const client = await PromptRailsClient.create(endlessRefusal(403));
	const opening = client.open({ method: 'GET', path: '/stream', timeoutMs: 50 });
	await expect(opening).rejects.toMatchObject({ type: 'ForbiddenError', statusCode: 403 });
});

test('a request of an execution that was cancelled before it is not sent', async () => {
	let isSent = false;
	const host = {
		...endlessRefusal(403),
		getExecutionCancelSignal: () => AbortSignal.abort(),
		helpers: {
			httpRequestWithAuthentication: async () => {
				isSent = true;
			},
		},
	} as unknown as IExecuteFunctions;
	const client = await PromptRailsClient.create(host);
	await expect(client.request({ method: 'POST', path: '/run' })).rejects.toThrow('canceled');
	expect(isSent).toBe(false);
});
