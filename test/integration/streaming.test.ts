import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { runNode } from '../support/engine/runNode';
import { watcher } from '../support/engine/watcher';

const emulator = useEmulator();
const agent = agentRunner(emulator);

beforeEach(() => {
	emulator.current.settings.streamDeltaMs = 1;
	emulator.current.settings.asyncRunMs = 1;
});

const TEXT = 'Hello Ada, about "Where is it?": we are looking into it.';

const chat = (parameters = {}, options = {}) =>
	runNode({
		type: 'promptRailsChat',
		credential: emulator.credential(),
		parameters: {
			resource: 'message',
			operation: 'send',
			sessionId: byId(emulator.current.ids.chatSessions.ada),
			content: 'Hi',
			...parameters,
		},
		...options,
	});

describe('an agent that is executed', () => {
	test('sends begin, every delta and end, and gives the same item as without streaming', async () => {
		const watch = watcher();
		const { json } = await agent.execute({ onChunk: watch.onChunk });
		expect(watch.types()[0]).toBe('begin');
		expect(watch.types().at(-1)).toBe('end');
		expect(watch.types().length).toBeGreaterThan(4);
		expect(watch.text()).toBe(TEXT);
		const plain = await agent.execute();
		expect(json).toEqual([
			{
				...plain.json[0],
				execution_id: expect.any(String),
				trace_id: expect.any(String),
				duration_ms: expect.any(Number),
			},
		]);
		expect(json[0].output).toBe(TEXT);
	});

	test('keeps every byte of emoji, other scripts and white space', async () => {
		const watch = watcher();
		const { json } = await agent.execute({
			parameters: { agentId: byId(emulator.current.ids.agents.polyglot), input: '{}' },
			onChunk: watch.onChunk,
		});
		expect(json[0].output).toMatch(/\p{Emoji_Presentation}/u);
		expect(watch.text()).toBe(json[0].output);
	});

	test('answers each item on its own', async () => {
		const watch = watcher();
		const items = ['Ada', 'Bob', 'Eve'].map((name) => ({ name, question: 'Q' }));
		const { json } = await agent.execute({ items, onChunk: watch.onChunk });
		items.forEach(({ name }, index) => {
			expect(watch.text(index)).toContain(`Hello ${name},`);
			expect(json[index].output).toBe(watch.text(index));
		});
	});

	test('sends begin and end even when the answer is empty', async () => {
		const watch = watcher();
		await agent.execute({
			parameters: { agentId: byId(emulator.current.ids.agents.mute), input: '{}' },
			onChunk: watch.onChunk,
		});
		expect(watch.types()).toEqual(['begin', 'end']);
	});

	test('sends an answer that comes only with done in one piece', async () => {
		emulator.current.settings.stream = { deltas: false };
		const watch = watcher();
		const { json } = await agent.execute({ onChunk: watch.onChunk });
		expect(watch.types()).toEqual(['begin', 'item', 'end']);
		expect(watch.text()).toBe(TEXT);
		expect(json[0].output).toBe(TEXT);
	});

	test('does not stream when its option is off', async () => {
		const watch = watcher();
		const { json } = await agent.execute({
			parameters: { options: { enableStreaming: false } },
			onChunk: watch.onChunk,
		});
		expect(watch.types()).toEqual([]);
		expect(json[0].output).toBe(TEXT);
	});

	test('gives thinking and tool calls as events when asked, and as lines when shown', async () => {
		const watch = watcher();
		const { json } = await agent.execute({
			parameters: { options: { includeEvents: true, showProgress: true } },
			onChunk: watch.onChunk,
		});
		expect(json[0].events).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ type: 'thinking', content: expect.any(String) }),
				{
					type: 'tool_call',
					id: expect.any(String),
					name: expect.any(String),
					started_at: expect.any(String),
					ended_at: expect.any(String),
					duration_ms: expect.any(Number),
					summary: expect.any(String),
				},
			]),
		);
		// In Markdown, only an empty line sets the answer apart from a quote.
		expect(watch.text()).toMatch(/\n> lookup …\n\n\n> lookup ✓ 2 rows\n\nHello Ada/);
		expect(json[0].output).toBe(TEXT);
	});

	test('gives events without anybody watching', async () => {
		const { json } = await agent.execute({ parameters: { options: { includeEvents: true } } });
		expect(json[0]).toMatchObject({ output: TEXT, events: expect.any(Array) });
	});

	test('that pauses in the middle of its stream is a result with its approval', async () => {
		emulator.current.settings.stream = { deltasBeforePause: 2 };
		const watch = watcher();
		const { json, error } = await agent.execute({
			parameters: {
				agentId: byId(emulator.current.ids.agents.refund),
				input: '{"order_id": "A-1", "amount": 25}',
			},
			onChunk: watch.onChunk,
		});
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ status: 'awaiting_approval', approval: { status: 'pending' } });
		expect(watch.types().at(-1)).toBe('end');
	});
});

describe('a chat message', () => {
	test('is streamed, and gives the same output as without streaming', async () => {
		const watch = watcher();
		const { json } = await chat({}, { onChunk: watch.onChunk });
		const plain = await chat();
		expect(json[0].output).toBe(plain.json[0].output);
		expect(watch.text()).toBe(plain.json[0].output);
		expect(json[0]).toMatchObject({
			execution_id: expect.any(String),
			session_id: emulator.current.ids.chatSessions.ada,
			token_usage: expect.objectContaining({ total_tokens: expect.any(Number) }),
		});
		expect(emulator.current.requests()[0].path).toMatch(/messages\/stream$/);
	});

	test('that is not answered with anything has no output, streamed or not', async () => {
		const parameters = { sessionMode: 'new', agentId: byId(emulator.current.ids.agents.mute) };
		const watch = watcher();
		const streamed = await chat(parameters, { onChunk: watch.onChunk });
		const plain = await chat(parameters);
		expect(watch.types()).toEqual(['begin', 'end']);
		const nothing = { output: null, message: 'There is no answer.' };
		expect([streamed.json[0], plain.json[0]]).toMatchObject([nothing, nothing]);
	});

	test('that may not be sent is the usual typed error, and is sent once', async () => {
		emulator.current.fault({ path: '/api/v1/chat/**', status: 403 });
		const { error } = await chat({}, { onChunk: () => {} });
		expect(error?.message).toContain('not allowed');
		expect(emulator.current.requests({ method: 'POST' })).toHaveLength(1);
	});

	test('whose stream breaks before it names its execution says that its outcome is unknown', async () => {
		emulator.current.settings.stream = { cutAtByte: 0 };
		const { json } = await chat({}, { onChunk: () => {}, onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({ type: 'StreamError', outcomeUnknown: true });
		expect(emulator.current.requests({ method: 'POST' })).toHaveLength(1);
	});

	test('goes the ordinary way where the server has no stream', async () => {
		emulator.current.fault({ path: '/api/v1/chat/**/stream', status: 404, body: '404 page not found' });
		const watch = watcher();
		const { json } = await chat({}, { onChunk: watch.onChunk });
		expect(watch.text()).toBe(json[0].output);
		expect(watch.types()).toEqual(['begin', 'item', 'end']);
	});
});

describe('an answer that the stream tells only in part', () => {
	const RUN = '/api/v1/executions/a-run';
	/** Answers with a stream of these frames. */
	const streamed = (...frames: string[]) =>
		emulator.current.fault({
			path: '/api/v1/chat/**/stream',
			status: 200,
			contentType: 'text/event-stream',
			body: ['event: execution\ndata: {"execution_id": "a-run"}', ...frames, ''].join('\n\n'),
		});
	const ran = (output: object | null) =>
		emulator.current.fault({
			path: RUN,
			status: 200,
			body: { data: { id: 'a-run', status: 'completed', output } },
		});
	const HALF = 'event: content\ndata: {"content": "Hel"}';
	const DONE = 'event: done\ndata: {"output": {}}';

	test('is its text where the run says nothing and may not be read', async () => {
		streamed(HALF, DONE);
		emulator.current.fault({ path: RUN, status: 403 });
		const { json } = await chat({}, { onChunk: () => {} });
		expect(json[0].output).toBe('Hel');
	});

	test('is the one of the run where a part could not be read', async () => {
		streamed(HALF, 'event: content\ndata: {"content": "l', DONE);
		ran({ content: 'Hello' });
		const { json } = await chat({}, { onChunk: () => {} });
		expect(json[0].output).toBe('Hello');
	});

	test('is the one of the stream where the run has none yet', async () => {
		streamed('event: done\ndata: {"output": {"content": "Hello"}}');
		ran(null);
		const { json } = await chat({}, { onChunk: () => {} });
		expect(json[0].output).toBe('Hello');
	});

	test('is shown as JSON where it is no text and the server has no stream', async () => {
		emulator.current.fault({ path: '/api/v1/chat/**/stream', status: 404, body: '404 page not found' });
		const reply = { id: 'a-message', content: '', execution_id: 'a-run' };
		emulator.current.fault({ path: '/api/v1/chat/**/messages', status: 201, body: { data: reply } });
		ran({ days: 3 });
		const watch = watcher();
		const { json } = await chat({}, { onChunk: watch.onChunk });
		expect(json[0].output).toEqual({ days: 3 });
		expect(watch.text()).toBe('{"days":3}');
	});
});

describe('an execution that is followed', () => {
	test('streams to its end, whoever started it', async () => {
		const watch = watcher();
		const { json } = await runNode({
			type: 'promptRailsExecution',
			credential: emulator.credential(),
			parameters: {
				resource: 'execution',
				operation: 'stream',
				executionId: byId(emulator.current.ids.executions.completed),
			},
			onChunk: watch.onChunk,
		});
		expect(watch.text()).toBe(json[0].output);
	});

	test('that does not exist is the usual typed error', async () => {
		const { error } = await runNode({
			type: 'promptRailsExecution',
			credential: emulator.credential(),
			parameters: { resource: 'execution', operation: 'stream', executionId: byId('nope') },
		});
		expect(error).toMatchObject({ httpCode: '404' });
	});
});
