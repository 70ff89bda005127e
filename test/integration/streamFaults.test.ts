import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { until } from '../support/engine/until';
import { watcher } from '../support/engine/watcher';

const emulator = useEmulator();
const agent = agentRunner(emulator);

beforeEach(() => {
	emulator.current.settings.streamDeltaMs = 1;
	emulator.current.settings.asyncRunMs = 1;
});

const TEXT = 'Hello Ada, about "Where is it?": we are looking into it.';

// An event of that size takes seconds on a busy machine.
jest.setTimeout(30_000);

describe('a stream that fails', () => {
	const early: Array<[string, object]> = [
		['is cut at a byte', { cutAtByte: 400 }],
		['is cut before its first byte', { cutAtByte: 0 }],
		['ends in good order too early', { endAtByte: 400 }],
		['stalls', { stall: { afterDeltas: 2 } }],
		[
			'has an event larger than any real one',
			{ giant: { bytes: 9_000_000, event: 'thinking', afterDeltas: 1 } },
		],
	];
	test.each(early)(
		'and %s is settled by its execution, and the rest of the answer follows',
		async (_name, stream) => {
			emulator.current.settings.stream = stream;
			const watch = watcher();
			const { json, error } = await agent.execute({
				parameters: { options: { idleTimeout: 1 } },
				onChunk: watch.onChunk,
			});
			expect(error).toBeUndefined();
			expect(json[0]).toMatchObject({ status: 'completed', output: TEXT });
			expect(watch.text()).toBe(TEXT);
			expect(emulator.current.requests({ method: 'POST' })).toHaveLength(1);
		},
	);

	test('to open is settled the same way, since the run has started', async () => {
		emulator.current.fault({ path: '/api/v1/executions/*/stream', status: 403 });
		const watch = watcher();
		const { json } = await agent.execute({ onChunk: watch.onChunk });
		expect(json[0]).toMatchObject({ status: 'completed', output: TEXT });
		expect(watch.text()).toBe(TEXT);
	});

	test('with an error event is an error with the text of the server and what came before', async () => {
		emulator.current.settings.stream = { error: { afterDeltas: 2, text: 'model overloaded' } };
		const { json } = await agent.execute({ onError: 'continueRegularOutput', onChunk: () => {} });
		expect(json[0].error).toMatchObject({
			type: 'StreamError',
			description: expect.stringContaining('model overloaded'),
			details: { execution_id: expect.any(String), received: expect.stringContaining('Hello') },
		});
	});

	const odd: Array<[string, object]> = [
		['CRLF line ends', { lineEnd: 'crlf' }],
		['CR line ends', { lineEnd: 'cr' }],
		['a write for every byte', { writes: 'bytes' }],
		['random pieces', { writes: 'random', seed: 5 }],
		['several data lines', { dataLines: true }],
		['no event names', { unnamed: true }],
		['noise of every kind', { noise: ['ping', 'notJson', 'notAnObject', 'noData', 'idAndRetry', 'comment'] }],
		['no blank line at its end', { unfinished: true }],
		['a connection that stays open after done', { keepOpen: true }],
		['a stall that shows life, then nothing', { stall: { afterDeltas: 999 } }],
	];
	test.each(odd)('in form only, with %s, is read all the same', async (_name, stream) => {
		emulator.current.settings.stream = stream;
		const watch = watcher();
		const { json } = await agent.execute({
			parameters: { options: { idleTimeout: 1 } },
			onChunk: watch.onChunk,
		});
		expect(json[0].output).toBe(TEXT);
		expect(watch.text()).toBe(TEXT);
	});
});

describe('cancelling in n8n', () => {
	const requests = (path: string) => emulator.current.requests({ path: `/api/v1/executions/*/${path}` });

	test.each([true, false])(
		'closes the stream and asks the platform to cancel the run (which it can: %s)',
		async (canCancel) => {
			emulator.current.settings.cancelRoute = canCancel;
			emulator.current.settings.stream = { stall: { afterDeltas: 1, heartbeats: true } };
			const { run } = await agent.execute({
				onChunk: () => {},
				onStarted: (cancel) =>
					void until(
						() => requests('stream')[0]?.frames?.some(({ event }) => event === 'content') ?? false,
					).then(cancel),
			});
			expect(run.status).toBe('canceled');
			await until(() => requests('stream')[0].closedByClientAt !== undefined);
			await until(() => requests('cancel').length === 1);
		},
	);
});
