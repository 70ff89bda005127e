import { readEvents, type StreamReport } from '../../../nodes/shared/transport/stream/sse';
import type { ByteStream } from '../../../nodes/shared/transport/stream/byteStream';
import { interleaved } from '../rounds';
import type { Figure } from '../result';

const EVENTS = 100_000;
/** What a socket gives out at a time. */
const CHUNK_BYTES = 65_536;
const ROUNDS = 9;

export const PARSER = 'Our reader, from bytes to typed events';
export const JSON_ALONE = 'JSON.parse of the same events, and no more';

/** How many MB of a stream are read in a second, and how fast JSON.parse alone is on what is in it. */
export async function parserThroughput(): Promise<Figure[]> {
	const texts = Array.from({ length: EVENTS }, (_, index) =>
		JSON.stringify({ content: `Word ${index} of an answer that goes on for a while, as answers do. ` }),
	);
	const bytes = Buffer.from(texts.map((text) => `event: content\ndata: ${text}\n\n`).join(''));
	const chunks: Uint8Array[] = [];
	for (let at = 0; at < bytes.length; at += CHUNK_BYTES) chunks.push(bytes.subarray(at, at + CHUNK_BYTES));
	const perSecond = async (work: () => Promise<number>): Promise<{ throughput: number }> => {
		const startedAt = performance.now();
		const count = await work();
		if (count !== EVENTS) throw new Error(`${count} of ${EVENTS} events were read`);
		return { throughput: bytes.length / 1000 / (performance.now() - startedAt) };
	};
	const { throughput } = await interleaved(
		{
			[PARSER]: () => perSecond(() => countEvents(chunks)),
			[JSON_ALONE]: () => perSecond(async () => texts.map((text) => JSON.parse(text) as unknown).length),
		},
		ROUNDS,
	);
	return throughput;
}

async function countEvents(chunks: Uint8Array[]): Promise<number> {
	const stream: ByteStream = {
		async *[Symbol.asyncIterator]() {
			yield* chunks;
		},
		close: () => {},
	};
	const report: StreamReport = { unknownEvents: 0, unreadableEvents: 0 };
	let count = 0;
	for await (const { type } of readEvents(stream, { idleMs: 60_000, deadline: Infinity }, report)) {
		if (type === 'content') count += 1;
	}
	return count;
}
