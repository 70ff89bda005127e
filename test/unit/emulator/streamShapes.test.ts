import type { StreamShape } from '../../emulator';
import { deltasOf, eventsOf, names, openStream } from './streamClient';
import { useEmulator } from './useEmulator';

const emulator = useEmulator();
const ANSWER = 'Support Agent heard: Hi';

beforeEach(() => Object.assign(emulator.api.settings, { streamDeltaMs: 0, asyncRunMs: 5 }));

type Agent = 'support' | 'polyglot' | 'mute' | 'refund' | 'workflow';

const pathOf = (id: string) => `/api/v1/executions/${id}/stream`;

/** Starts a run and returns the path of its stream. */
async function start(agent: Agent, input: object = { name: 'Ada', question: 'Why?' }): Promise<string> {
	const path = `/api/v1/agents/${emulator.api.ids.agents[agent]}/execute`;
	return pathOf(`${(await emulator.call('POST', path, { input, sync: false })).body.data.execution_id}`);
}

/** A whole chat turn with a shape. */
async function chat(shape: StreamShape = {}, content = 'Hi') {
	emulator.api.settings.stream = shape;
	const path = `/api/v1/chat/sessions/${emulator.api.ids.chatSessions.ada}/messages/stream`;
	const stream = await openStream(emulator.api, path, { content });
	return { how: await stream.ended, text: stream.text(), chunks: stream.chunks };
}

const follow = async (path: string) => {
	const stream = await openStream(emulator.api, path);
	await stream.ended;
	return stream.text();
};
const outputOf = (path: string) => emulator.api.store.executions.get(path.split('/')[4])?.output;

describe('what a stream says', () => {
	it('can take several rounds of tools, side by side, with ids that pair them', async () => {
		const { text } = await chat({ toolRounds: 3 });
		const work = eventsOf(text).filter(({ event }) => /thinking|tool/.test(event));
		expect(work.map(({ event, data: { id } }) => (id ? `${event} ${String(id)}` : event))).toEqual([
			...['thinking', 'tool_start call_1', 'tool_end call_1'],
			...['thinking', 'tool_start call_2', 'tool_start call_2_2', 'tool_end call_2_2', 'tool_end call_2'],
			...['thinking', 'tool_start call_3', 'tool_end call_3'],
		]);
		expect(work[2].data).toEqual({ id: 'call_1', name: 'lookup', summary: '2 rows' });
	});

	it('has a tool without a summary', async () => {
		const { text } = await chat({ toolRounds: 2 });
		expect(eventsOf(text)).toContainEqual({
			event: 'tool_end',
			data: { id: 'call_2_2', name: 'search_docs' },
		});
	});

	it('can keep the answer for done, or leave done empty', async () => {
		const late = eventsOf((await chat({ deltas: false })).text);
		expect(late.map(({ event }) => event)).not.toContain('content');
		expect(late.at(-1)?.data.output).toMatchObject({ content: ANSWER });

		const bare = (await chat({ bareDone: true })).text;
		expect(deltasOf(bare).join('')).toBe(ANSWER);
		expect(eventsOf(bare).at(-1)).toEqual({ event: 'done', data: {} });
	});

	it('keeps white space at both ends of an answer in deltas', async () => {
		const { text } = await chat({}, ' Hi \n');
		expect(deltasOf(text).join('')).toBe('Support Agent heard:  Hi \n');
	});

	it('has an agent with emoji, other scripts and deltas of white space only', async () => {
		const path = await start('polyglot');
		const deltas = deltasOf(await follow(path));
		expect(deltas.join('')).toBe(outputOf(path)?.content);
		expect(deltas.join('')).toMatch(/👨‍👩‍👧‍👦.*안녕/s);
		expect(deltas[0]).toMatch(/^\s+$/);
		expect(deltas.at(-1)).toMatch(/^\s+$/);
	});

	it('has an agent without an answer', async () => {
		const path = await start('mute');
		const events = eventsOf(await follow(path));
		expect(events.map(({ event }) => event)).toEqual(['thinking', 'tool_start', 'tool_end', 'done']);
		expect(events.at(-1)?.data).toEqual({});
		expect(outputOf(path)).toEqual({});
	});

	it('can pause for approval in the middle of the answer', async () => {
		emulator.api.settings.stream = { deltasBeforePause: 2 };
		const text = await follow(await start('refund', { order_id: 'A', amount: 1 }));
		expect(deltasOf(text)).toEqual(['The', ' refund']);
		expect(names(text).at(-1)).toBe('content');
	});

	it('can end with an error of either form, whatever the run does', async () => {
		const error = { afterDeltas: 2, text: 'gone' };
		const { text } = await chat({ error });
		expect(deltasOf(text)).toEqual(['Support', ' Agent']);
		expect(eventsOf(text).at(-1)).toEqual({ event: 'error', data: { message: 'gone' } });
		const other = (await chat({ error: { ...error, field: 'error' } })).text;
		expect(eventsOf(other).at(-1)?.data).toEqual({ error: 'gone' });
		const silent = (await chat({ error: { field: 'none' } })).text;
		expect(eventsOf(silent)).toEqual([{ event: 'error', data: {} }]);
		const late = (await chat({ error: { afterDeltas: 99 } })).text;
		expect(deltasOf(late).join('')).toBe(ANSWER);
		expect(names(late).at(-1)).toBe('error');
	});

	it('can have a giant event', async () => {
		const { text } = await chat({ giant: { bytes: 6_000_000, afterDeltas: 1 } });
		const [, , , , , giant] = eventsOf(text);
		expect(giant).toMatchObject({ event: 'thinking' });
		expect(giant.data.content).toHaveLength(6_000_000);
		expect(deltasOf(text).join('')).toBe(ANSWER);
	});

	it('can have noise between its events', async () => {
		const { text } = await chat({
			noise: ['ping', 'notJson', 'notAnObject', 'noData', 'idAndRetry', 'comment'],
		});
		expect(text.match(/event: ping\ndata: {"at":"now"}\n\n/g)).toHaveLength(8);
		expect(text).toMatch('event: content\ndata: {"content": "cut\n\n');
		expect(text).toMatch(/event: content\n\nid: 7\nretry: 10\n\n: still here\n\n/);
		expect(text).toMatch(/event: done\n.*\n\n$/);
	});
});

describe('how a stream looks', () => {
	it.each([
		['crlf', '\r\n'],
		['cr', '\r'],
	] as const)('can have %s at the ends of its lines', async (lineEnd, end) => {
		const { text } = await chat({ lineEnd });
		expect(text.split(end).join('')).not.toMatch(/[\r\n]/);
		expect(names(text.replaceAll(end, '\n')).at(-1)).toBe('done');
	});

	it('can spread data over several lines', async () => {
		const { text } = await chat({ dataLines: true });
		expect(text).toMatch(/event: content\ndata: {\ndata: {2}?"content": "Support"\ndata: }\n\n/);
	});

	it('can have its event names in the data', async () => {
		const { text } = await chat({ unnamed: true });
		expect(text).not.toMatch(/^event:/m);
		expect(text).toMatch('data: {"type":"content","content":"Support"}\n\n');
	});

	it('can lack the last blank line', async () => {
		expect((await chat({ unfinished: true })).text).toMatch(/}\n$/);
		expect((await chat({ unfinished: true })).text).not.toMatch(/\n\n$/);
	});

	it.each(['bytes', 'random'] as const)('can come in %s', async (writes) => {
		const whole = await follow(pathOf(emulator.api.ids.executions.completed));
		emulator.api.settings.stream = { writes };
		const stream = await openStream(emulator.api, pathOf(emulator.api.ids.executions.completed));
		await stream.ended;
		expect(stream.text()).toBe(whole);
		expect(stream.chunks.length).toBeGreaterThan(whole.split('\n\n').length);
	});

	it('can be shaped for one request by a fault rule', async () => {
		emulator.api.fault({ path: '/api/v1/chat/**', times: 1, stream: { deltas: false } });
		expect(deltasOf((await chat()).text)).toEqual([]);
		expect(deltasOf((await chat()).text).join('')).toBe(ANSWER);
	});

	it('can be shaped over HTTP, and back', async () => {
		await emulator.call('POST', '/__emulator/settings', { stream: { noise: ['ping'] } });
		expect(emulator.api.settings.stream).toEqual({ noise: ['ping'] });
		await emulator.call('POST', '/__emulator/settings', { stream: null });
		expect(emulator.api.settings.stream).toBeUndefined();
		const wrong = await emulator.call('POST', '/__emulator/faults', { stream: { noise: ['boom'] } });
		expect(wrong.status).toBe(400);
	});
});
