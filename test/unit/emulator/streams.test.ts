import { deltasOf, eventsOf, names } from './streamClient';
import { useEmulator } from './useEmulator';

const emulator = useEmulator({ longRunMs: 120 });

beforeEach(() => Object.assign(emulator.api.settings, { streamDeltaMs: 1, asyncRunMs: 5 }));

const chat = (content: string, sessionId = emulator.api.ids.chatSessions.ada) =>
	emulator.call('POST', `/api/v1/chat/sessions/${sessionId}/messages/stream`, { content });
const streamOf = (executionId: unknown) => emulator.call('GET', `/api/v1/executions/${executionId}/stream`);

/** Starts a run that goes on after the answer and returns its id. */
async function start(agent: 'slow' | 'workflow' | 'refund', input: object): Promise<string> {
	const path = `/api/v1/agents/${emulator.api.ids.agents[agent]}/execute`;
	return `${(await emulator.call('POST', path, { input, sync: false })).body.data.execution_id}`;
}

describe('the stream of a chat turn', () => {
	it('starts with the execution and ends with done', async () => {
		const { text, headers } = await chat('Hi');
		expect(headers.get('content-type')).toMatch('text/event-stream');
		const content = ['content', 'content', 'content', 'content'];
		expect(names(text)).toEqual(['execution', 'thinking', 'tool_start', 'tool_end', ...content, 'done']);
	});

	it('brings the answer in deltas, and whole in done', async () => {
		const { text } = await chat('Hi');
		expect(deltasOf(text).join('')).toBe('Support Agent heard: Hi');
		expect(eventsOf(text).at(-1)?.data).toMatchObject({
			output: { content: 'Support Agent heard: Hi' },
			token_usage: { total_tokens: expect.any(Number) },
		});
	});

	it('stores both messages and says which the first is', async () => {
		const { text } = await chat('Hi');
		const [mine, theirs] = emulator.api.store.chatMessages.all().slice(0, 2).reverse();
		expect(eventsOf(text)[0].data.user_message_id).toBe(mine.id);
		expect(theirs).toMatchObject({ role: 'assistant', content: 'Support Agent heard: Hi' });
	});

	it('ends with an error when the run fails', async () => {
		const { text } = await chat('/fail');
		expect(eventsOf(text).at(-1)).toEqual({
			event: 'error',
			data: { message: 'the model refused to answer' },
		});
	});

	it('is refused like any other request', async () => {
		const reply = await chat('Hi', 'nothing');
		expect(reply.status).toBe(404);
		expect(reply.body.error.code).toBe('not_found');
	});
});

describe('the stream of an execution', () => {
	it('keeps a quiet line alive with comments until the run ends', async () => {
		emulator.api.settings.streamHeartbeatMs = 10;
		const { text } = await streamOf(await start('slow', { topic: 'owls' }));
		expect(text).toMatch(/: heartbeat\n\n/);
		expect(names(text).at(-1)).toBe('done');
	});

	it('has no deltas for agents without tools: the answer comes with done', async () => {
		const { text } = await streamOf(await start('workflow', { message: 'Hi' }));
		expect(names(text)).toEqual(['thinking', 'done']);
		expect(eventsOf(text)[1].data.output).toMatchObject({ content: 'Order Workflow heard: Hi' });
	});

	it('just ends when the run pauses for approval', async () => {
		const { text } = await streamOf(await start('refund', { order_id: 'A', amount: 1 }));
		expect(names(text)).toEqual(['thinking', 'tool_start', 'tool_end']);
	});

	it('replays a finished run', async () => {
		emulator.api.settings.streamDeltaMs = 60_000;
		const { text } = await streamOf(emulator.api.ids.executions.completed);
		expect(deltasOf(text).join('')).toMatch(/^Hello Ada/);
		expect(names(text).at(-1)).toBe('done');
	});

	it('does not stop the run when the client goes away', async () => {
		const id = await start('slow', { topic: 'owls' });
		const leave = new AbortController();
		const url = `${emulator.api.url}/api/v1/executions/${id}/stream`;
		const response = await fetch(url, {
			headers: { 'X-API-Key': emulator.api.apiKey },
			signal: leave.signal,
		});
		await response.body?.getReader().read();
		leave.abort();
		await emulator.api.runSettled(id);
		expect(emulator.api.store.executions.get(id)?.status).toBe('completed');
	});
});
