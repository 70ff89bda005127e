import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { type NodeRun, runNode } from '../support/engine/runNode';
import { watcher } from '../support/engine/watcher';

const emulator = useEmulator();
const agent = agentRunner(emulator);

beforeEach(() => {
	emulator.current.settings.streamDeltaMs = 1;
	emulator.current.settings.asyncRunMs = 1;
	emulator.current.settings.streamHeartbeatMs = 5;
});

const TEXT = 'Hello Ada, about "Where is it?": we are looking into it.';
const refund = () => ({
	agentId: byId(emulator.current.ids.agents.refund),
	input: '{"order_id": "A-1", "amount": 25}',
});
const followed = (options: Partial<NodeRun> & { parameters?: INodeParameters } = {}) =>
	runNode({
		type: 'promptRailsExecution',
		credential: emulator.credential(),
		...options,
		parameters: { resource: 'execution', operation: 'stream', ...options.parameters },
	});
const newChat = (agentId: string, content: string, options: Partial<NodeRun> = {}) =>
	runNode({
		type: 'promptRailsChat',
		credential: emulator.credential(),
		parameters: {
			resource: 'message',
			operation: 'send',
			sessionMode: 'new',
			agentId: byId(agentId),
			content,
		},
		...options,
	});
const keptGoing = { onError: 'continueRegularOutput', onChunk: () => {} } as const;

describe('a run that pauses although its stream says that it is done', () => {
	beforeEach(() => {
		emulator.current.settings.stream = { doneOnPause: true };
	});
	const paused = {
		status: 'awaiting_approval',
		approval: expect.objectContaining({ status: 'pending' }) as unknown,
		// In place of an answer, the visitor of a chat reads what is waited for.
		output: 'A person has to approve this before it can go on.',
	};

	test('is a result with its approval, and without the text that nobody approved', async () => {
		const { json, error } = await agent.execute({ parameters: refund(), onChunk: () => {} });
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining(paused)]);
	});

	test('is the same in a chat', async () => {
		const { json } = await newChat(emulator.current.ids.agents.refund, 'Refund A-1', { onChunk: () => {} });
		expect(json).toEqual([expect.objectContaining(paused)]);
	});

	test('is the same when the run is followed that somebody else started', async () => {
		const { executions } = emulator.current.ids;
		const { json } = await followed({ parameters: { executionId: byId(executions.awaitingApproval) } });
		expect(json).toEqual([expect.objectContaining(paused)]);
	});
});

describe('a run whose stream said that it is done', () => {
	const DONE =
		'event: content\ndata: {"content": "Hel"}\n\nevent: done\ndata: {"output": {"content": "Hello"}}\n\n';
	const streamed = (body = DONE) =>
		emulator.current.fault({
			path: '/api/v1/executions/*/stream',
			status: 200,
			contentType: 'text/event-stream',
			body,
		});
	const reads = (row: object, times?: number) =>
		emulator.current.fault({
			path: '/api/v1/executions/*',
			status: 200,
			body: { data: { id: 'a-run', output: null, ...row } },
			...(times === undefined ? {} : { times }),
		});

	test.each(['failed', 'rejected', 'denied', 'cancelled', 'canceled'])(
		'is an error when it says that it is %s',
		async (status) => {
			streamed();
			reads({ status, error: ['no', { message: 'budget' }] });
			const { json } = await agent.execute(keptGoing);
			expect(json[0].error).toMatchObject({
				type: 'RunFailedError',
				details: { status },
				description: expect.stringContaining('no; budget'),
			});
		},
	);

	test('is waited for until it says so itself', async () => {
		streamed();
		reads({ status: 'running' }, 2);
		const { json } = await agent.execute({ onChunk: () => {} });
		expect(json[0]).toMatchObject({ status: 'completed', output: TEXT });
	});

	test('is not completed when its time is up and it still says that it runs', async () => {
		streamed();
		reads({ status: 'running' });
		const { json } = await agent.execute({ ...keptGoing, parameters: { options: { timeout: 1 } } });
		expect(json[0].error).toMatchObject({
			type: 'TimeoutError',
			outcomeUnknown: true,
			details: { received: 'Hel', status: 'running' },
		});
	});

	test('has its answer and no status when the key may not read runs', async () => {
		streamed();
		emulator.current.fault({ path: '/api/v1/executions/*', status: 403 });
		const { json } = await agent.execute({ onChunk: () => {} });
		expect(json[0]).toMatchObject({ status: null, output: 'Hello', execution_id: expect.any(String) });
	});

	test('has the output of the run, not the deltas that a guardrail redacted', async () => {
		emulator.current.settings.stream = { redacted: ' The code is 4711.' };
		const watch = watcher();
		const { json } = await agent.execute({ onChunk: watch.onChunk });
		expect(watch.text()).toBe(`${TEXT} The code is 4711.`);
		expect(json[0].output).toBe(TEXT);
	});

	test('has no output where a guardrail took all of it', async () => {
		streamed();
		reads({ status: 'completed', output: { content: '' } });
		const { json } = await agent.execute({ onChunk: () => {} });
		expect(json[0]).toMatchObject({ output: null, message: 'There is no answer.' });
	});
});

describe('a stream that ends with an error', () => {
	test('does not lose the answer of a run that went on', async () => {
		emulator.current.settings.stream = { error: { afterDeltas: 2, runGoesOn: true } };
		const watch = watcher();
		const { json } = await agent.execute({ onChunk: watch.onChunk });
		expect(json[0]).toMatchObject({ status: 'completed', output: TEXT });
		expect(watch.text()).toBe(TEXT);
	});

	test('does not lose a pause', async () => {
		emulator.current.settings.stream = { error: { afterEvents: 1, runGoesOn: true } };
		const { json } = await agent.execute({ parameters: refund(), onChunk: () => {} });
		expect(json[0]).toMatchObject({ status: 'awaiting_approval', approval: { status: 'pending' } });
	});

	test.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'shows that its text is not whole where the workflow goes on (%s)',
		async (onError) => {
			emulator.current.settings.stream = { error: { afterDeltas: 2, text: 'model overloaded' } };
			const watch = watcher();
			await agent.execute({ onError, onChunk: watch.onChunk });
			expect(watch.types()).toEqual(['begin', 'item', 'item', 'item', 'error', 'end']);
			expect(watch.text()).toBe('Hello Ada,\n\n');
			expect(watch.errors()).toEqual([expect.stringContaining('model overloaded')]);
		},
	);

	test('leaves it to n8n to show the error where the workflow stops', async () => {
		emulator.current.settings.stream = { error: { afterDeltas: 2 } };
		const watch = watcher();
		const { error } = await agent.execute({ onChunk: watch.onChunk });
		expect(error?.description).toMatch(/^The model provider hung up\./);
		// n8n's own comes when the node has ended.
		expect(watch.types()).toEqual(['begin', 'item', 'item', 'end', 'error']);
	});
});

test('a message that is not taken shows why where the workflow goes on', async () => {
	emulator.current.fault({ path: '/api/v1/chat/**', status: 403 });
	const watch = watcher();
	await newChat(emulator.current.ids.agents.support, 'Hi', {
		onError: 'continueRegularOutput',
		onChunk: watch.onChunk,
	});
	expect(watch.types()).toEqual(['begin', 'error', 'end']);
});

describe('when its time is up', () => {
	const limited = { options: { timeout: 1 } };

	test('a run that took long to start is read once more', async () => {
		emulator.current.fault({ path: '/api/v1/agents/*/execute', when: 'after', delayMs: 1200 });
		const { json, error } = await agent.execute({ parameters: { ...limited, runMode: 'poll' } });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ status: 'completed', output: TEXT });
	});

	const signs = ['comment', 'ping', 'blank', 'emptyDelta'] as const;
	test.each(signs)('a stream that %s keeps alive ends, and its run is settled', async (heartbeats) => {
		emulator.current.settings.stream = { stall: { afterDeltas: 1, heartbeats } };
		const { json } = await agent.execute({ parameters: limited, onChunk: () => {} });
		expect(json[0]).toMatchObject({ status: 'completed', output: TEXT });
		const [stream] = emulator.current.requests({ path: '/api/v1/executions/*/stream' });
		expect(stream.closedByClientAt).toEqual(expect.any(Number));
	});

	test('a pause behind such a stream is not lost', async () => {
		emulator.current.settings.stream = { stall: { afterEvents: 1, heartbeats: 'ping' } };
		const { json } = await agent.execute({ parameters: { ...refund(), ...limited }, onChunk: () => {} });
		expect(json[0]).toMatchObject({ status: 'awaiting_approval', approval: { status: 'pending' } });
	});

	test('a run that is still open is named, and must not be taken for one that did not run', async () => {
		emulator.current.settings.asyncRunMs = 60_000;
		emulator.current.settings.stream = { stall: { afterDeltas: 1, heartbeats: true } };
		const { json } = await agent.execute({ parameters: limited, ...keptGoing });
		expect(json[0].error).toMatchObject({
			type: 'TimeoutError',
			outcomeUnknown: true,
			details: { execution_id: expect.any(String), status: 'running', received: 'Hello' },
		});
	});

	test('the stream of a run that somebody else started ends as well', async () => {
		const { executions } = emulator.current.ids;
		emulator.current.settings.stream = { stall: { afterEvents: 1, heartbeats: 'blank' } };
		const { json } = await followed({ parameters: { executionId: byId(executions.completed), ...limited } });
		expect(json[0]).toMatchObject({ status: 'completed', execution_id: executions.completed });
	});
});

describe('events for the user interface', () => {
	beforeEach(() => {
		emulator.current.settings.oddities = new Set(['uiEvents']);
	});

	test('are kept when events are included', async () => {
		const { json } = await agent.execute({ parameters: { options: { includeEvents: true } } });
		expect(json[0]).toMatchObject({ status: 'completed', output: TEXT });
		expect(json[0].events).toContainEqual({
			type: 'ui',
			version: 1,
			resources: [],
			actions: [],
			suggestions: ['Where is my order?'],
			at: expect.any(String) as unknown,
		});
	});

	test('are no part of the answer, and `complete` ends it', async () => {
		const watch = watcher();
		const { json } = await agent.execute({
			parameters: { options: { showProgress: true } },
			onChunk: watch.onChunk,
		});
		expect(watch.text()).toMatch(/lookup ✓ 2 rows\n\nHello Ada/);
		expect(json[0]).not.toHaveProperty('events');
	});
});

test('an error of a run in any shape is in the description as a text', async () => {
	emulator.current.settings.oddities = new Set(['oddErrors']);
	const items = Array.from({ length: 9 }, () => ({ fail: true }));
	const { json } = await agent.execute({
		items,
		onError: 'continueRegularOutput',
		parameters: { agentId: byId(emulator.current.ids.agents.flaky) },
	});
	const texts = json.map(({ error }) => (error as { description: string }).description);
	const said = texts.map((text) => /^(.*?)\. Open the execution/.exec(text)?.[1]);
	expect([...new Set(said)].sort()).toEqual([
		'The model refused to answer',
		'The model refused to answer; the run was given up',
		"The run ended with the status 'failed'",
	]);
});

test('a text inside of an output is put out as a text, streamed or not', async () => {
	emulator.current.settings.oddities = new Set(['nestedOutputs']);
	emulator.current.settings.stream = { deltas: false };
	const items = Array.from({ length: 9 }, () => ({ name: 'Ada', question: 'Where is it?' }));
	const watch = watcher();
	const streamed = await agent.execute({ items, onChunk: watch.onChunk });
	const plain = await agent.execute({ items });
	const outputs = [...streamed.json, ...plain.json].map(({ output }) => output);
	expect(new Set(outputs)).toEqual(new Set([TEXT]));
	expect(new Set(items.map((_item, index) => watch.text(index)))).toEqual(new Set([TEXT]));
});
