import fc from 'fast-check';

import type { ByteStream } from '../../../nodes/shared/transport/stream/byteStream';
import { readEvents, type StreamLimits, type StreamReport } from '../../../nodes/shared/transport/stream/sse';
import { toStreamEvent, type StreamEvent } from '../../../nodes/shared/transport/stream/streamEvent';
import { CancelledError } from '../../../nodes/shared/transport/http/timing';

/** A stream as a server would send it: every event, several scripts, comments, and what is to be passed over. */
const LINES = [
	': connected',
	'event: execution',
	'data: {"execution_id": "e-1", "user_message_id": "m-1"}',
	'',
	'event: thinking',
	'data: {"content": "Grüße 🦉"}',
	'',
	'event: tool_start',
	'data: {"id": "call_1", "name": "lookup"}',
	'',
	': heartbeat',
	'event: tool_end',
	'data: {"id": "call_1", "name": "lookup",',
	'data:  "summary": "2 rows"}',
	'',
	'event: ping',
	'data: {}',
	'',
	'event: content',
	'data: not json',
	'',
	'event: content',
	'data: {"content": "日本語 "}',
	'',
	'id: 7',
	'retry: 10',
	'data: {"type": "content", "content": "  "}',
	'',
	'event: content',
	'data: {"content": "👩‍👩‍👧 fin"}',
	'',
	'event: done',
	'data: {"output": {"content": "日本語   👩‍👩‍👧 fin"}, "token_usage": {"total_tokens": 3}}',
	'',
	'',
];

const EVENTS: StreamEvent[] = [
	{ type: 'execution', executionId: 'e-1', userMessageId: 'm-1' },
	{ type: 'thinking', content: 'Grüße 🦉' },
	{ type: 'toolStart', id: 'call_1', name: 'lookup' },
	{ type: 'toolEnd', id: 'call_1', name: 'lookup', summary: '2 rows' },
	{ type: 'content', content: '日本語 ' },
	{ type: 'content', content: '  ' },
	{ type: 'content', content: '👩‍👩‍👧 fin' },
	{ type: 'done', output: { content: '日本語   👩‍👩‍👧 fin' }, tokenUsage: { total_tokens: 3 } },
];

type Piece = Uint8Array | 'break' | 'stall';

/** A stream of the given pieces; it can break, or stall until it is closed. */
function streamOf(pieces: Iterable<Piece>): ByteStream & { closed: boolean } {
	let wake = (): void => {};
	const stream = {
		closed: false,
		close() {
			stream.closed = true;
			wake();
		},
		async *[Symbol.asyncIterator]() {
			for (const piece of pieces) {
				if (piece === 'break') throw new Error('aborted');
				if (piece === 'stall') {
					await new Promise<void>((resolve) => (wake = resolve));
					throw new Error('closed');
				}
				yield piece;
			}
		},
	};
	return stream;
}

async function read(
	pieces: Iterable<Piece>,
	{ idleMs = 60_000, deadline = Infinity, signal }: Partial<StreamLimits> = {},
) {
	const report: StreamReport = { unknownEvents: 0, unreadableEvents: 0 };
	const stream = streamOf(pieces);
	const events: StreamEvent[] = [];
	for await (const event of readEvents(stream, { idleMs, deadline, signal }, report)) events.push(event);
	return { events, report, stream };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function cutAt(whole: Uint8Array, positions: number[]): Uint8Array[] {
	const ends = [...positions].sort((a, b) => a - b);
	return [...ends, whole.length].map((end, index) => whole.subarray(index === 0 ? 0 : ends[index - 1], end));
}

const WHOLE_REPORT = { ending: 'finished', unknownEvents: 1, unreadableEvents: 1 };

describe.each([
	['LF', '\n'],
	['CRLF', '\r\n'],
	['CR', '\r'],
])('with %s line ends', (_name, lineEnd) => {
	const whole = bytes(LINES.join(lineEnd));

	test('the same events come, cut at every byte', async () => {
		for (let position = 1; position < whole.length; position += 1) {
			const { events, report } = await read(cutAt(whole, [position]));
			expect(events).toEqual(EVENTS);
			expect(report).toEqual(WHOLE_REPORT);
		}
	});

	test('the same events come, byte by byte', async () => {
		const { events } = await read(cutAt(whole, [...whole.keys()].slice(1)));
		expect(events).toEqual(EVENTS);
	});

	test('the same events come, in random pieces', async () => {
		const positions = fc.array(fc.integer({ min: 1, max: whole.length - 1 }), { maxLength: 40 });
		await fc.assert(
			fc.asyncProperty(positions, async (cuts) => {
				const { events, report } = await read(cutAt(whole, cuts));
				expect(events).toEqual(EVENTS);
				expect(report).toEqual(WHOLE_REPORT);
			}),
		);
	});
});

test('a byte order mark is passed over', async () => {
	const { events } = await read([bytes('\ufeffevent: content\ndata: {"content": "a"}\n\n')]);
	expect(events).toEqual([{ type: 'content', content: 'a' }]);
});

test('a last event without its blank line counts', async () => {
	const { events, report } = await read([bytes('event: content\ndata: {"content": "a"}')]);
	expect(events).toEqual([{ type: 'content', content: 'a' }]);
	expect(report.ending).toBe('ended');
});

test('nothing is read after done, and the stream is closed', async () => {
	const { events, stream } = await read([
		bytes('event: done\ndata: {}\n\nevent: content\ndata: {"content": "x"}\n\n'),
		'stall',
	]);
	expect(events).toEqual([{ type: 'done', output: undefined, tokenUsage: undefined }]);
	expect(stream.closed).toBe(true);
});

test('a connection that breaks keeps what came before', async () => {
	const { events, report } = await read([bytes('event: content\ndata: {"content": "a"}\n\n'), 'break']);
	expect(events).toHaveLength(1);
	expect(report.ending).toBe('broken');
});

test('silence beyond the idle timeout ends the stream', async () => {
	const { events, report, stream } = await read(
		[bytes('event: content\ndata: {"content": "a"}\n\n'), 'stall'],
		{ idleMs: 30 },
	);
	expect(events).toHaveLength(1);
	expect(report.ending).toBe('stalled');
	expect(stream.closed).toBe(true);
});

/** A stream that is alive for ever, with nothing between its signs of life but a turn of the event loop. */
function* alive(sign: string): Generator<Uint8Array> {
	for (;;) yield bytes(sign);
}

test.each([
	['comments', ': heartbeat\n\n'],
	['unknown events', 'event: ping\ndata: {}\n\n'],
	['blank lines', '\n'],
	['deltas', 'event: content\ndata: {"content": ""}\n\n'],
])('the deadline ends a stream that %s keep alive', async (_name, sign) => {
	const { report, stream } = await read(alive(sign), { deadline: Date.now() + 20 });
	expect(report.ending).toBe('timedOut');
	expect(stream.closed).toBe(true);
});

test('the deadline ends a silent stream before its idle timeout', async () => {
	const { report } = await read(['stall'], { deadline: Date.now() + 20 });
	expect(report.ending).toBe('timedOut');
});

test('a giant event ends the stream', async () => {
	const megabyte = bytes('x'.repeat(1024 * 1024));
	const { report, stream } = await read([
		bytes('event: content\ndata: "'),
		...Array<Uint8Array>(9).fill(megabyte),
	]);
	expect(report.ending).toBe('tooLarge');
	expect(stream.closed).toBe(true);
});

test('a cancelled execution closes the stream', async () => {
	const controller = new AbortController();
	const reading = read(['stall'], { signal: controller.signal });
	controller.abort();
	await expect(reading).rejects.toBeInstanceOf(CancelledError);
});

test.each<[string | undefined, string, unknown]>([
	['error', '{"message": "no"}', { type: 'error', message: 'no' }],
	['error', '{"error": "no"}', { type: 'error', message: 'no' }],
	['error', '{}', { type: 'error', message: 'stream error' }],
	[undefined, '{"type": "content", "content": "a"}', { type: 'content', content: 'a' }],
	[undefined, '{"content": "a"}', 'unknown'],
	['constructor', '{}', 'unknown'],
	['complete', '{"output": "a"}', { type: 'done', output: 'a', tokenUsage: undefined }],
	['ui', '{"version": 1}', { type: 'ui', data: { version: 1 } }],
	['content', '{"content": 7}', 'unknown'],
	['execution', '{}', 'unknown'],
	['content', 'null', 'unreadable'],
	['content', '{"a"', 'unreadable'],
])('the event %p with %s is read as it should', (name, data, expected) => {
	expect(toStreamEvent(name, data)).toEqual(expected);
});
