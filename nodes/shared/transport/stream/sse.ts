import { Redactor } from '../errors/redact';
import type { ByteStream } from './byteStream';
import { SecretFilter } from './hideSecrets';
import { type StreamEvent, toStreamEvent } from './streamEvent';
import { CancelledError, delay } from '../http/timing';
import { createParser } from '../vendor';

/** Largest event in characters; a bigger one is taken for an attack or a defect. */
const LARGEST_EVENT = 8 * 1024 * 1024;

/** How a stream came to its end. */
export type StreamEnding =
	/** With `done` or `error`. */
	| 'finished'
	/** The server closed it without either. */
	| 'ended'
	/** The connection broke. */
	| 'broken'
	/** Nothing came for the idle timeout. */
	| 'stalled'
	/** The deadline passed, whatever kept it alive. */
	| 'timedOut'
	/** An event was larger than any real one. */
	| 'tooLarge';

/** What is known of a stream beside its events; filled while it is read. */
export interface StreamReport {
	ending?: StreamEnding;
	/** Events that are not known yet, such as `ping`. */
	unknownEvents: number;
	/** Events whose data is not JSON. */
	unreadableEvents: number;
}

/** How long to wait, and what to stop for. */
export interface StreamLimits {
	/** Longest silence in ms; comments count as life. */
	idleMs: number;
	/** Epoch ms at which it ends, whether or not something still comes. */
	deadline: number;
	signal?: AbortSignal;
}

/**
 * Reads server-sent events as they arrive (docs/platform.md, P32): LF, CR and CRLF, split anywhere; several data lines; a last
 * event without its blank line. Ends at `done` or `error`, and closes the stream however it ends.
 * @param report filled with how the stream ended
 * @throws CancelledError when the signal aborts
 */
export async function* readEvents(
	stream: ByteStream,
	limits: StreamLimits,
	report: StreamReport,
): AsyncGenerator<StreamEvent> {
	const reader = new EventReader(report);
	const filter = new SecretFilter(stream.redactor ?? new Redactor());
	const watch = new Watch(stream, limits);
	try {
		const chunks = stream[Symbol.asyncIterator]();
		for (;;) {
			const next = await Promise.race([chunks.next(), watch.closed]);
			if (next === undefined || next.done) break;
			watch.lastSign = Date.now();
			yield* filter.pass(reader.read(next.value));
			if (report.ending) break;
			// Whoever sends without a pause leaves no time for the watch.
			if (watch.isLate()) break;
		}
		if (!report.ending) yield* filter.pass(reader.finish());
		report.ending ??= watch.ending ?? 'ended';
	} catch {
		report.ending ??= watch.ending ?? 'broken';
	} finally {
		watch.end();
	}
	if (limits.signal?.aborted) throw new CancelledError();
	yield* filter.rest();
}

/** Turns bytes into events. */
class EventReader {
	private readonly decoder = new TextDecoder();
	private ready: StreamEvent[] = [];

	private readonly parser = createParser({
		maxBufferSize: LARGEST_EVENT,
		onEvent: ({ event, data }) => this.take(event, data),
		onError: ({ type }) => {
			if (type === 'max-buffer-size-exceeded') this.report.ending ??= 'tooLarge';
		},
	});

	constructor(private readonly report: StreamReport) {}

	read(chunk: Uint8Array): StreamEvent[] {
		return this.feed(this.decoder.decode(chunk, { stream: true }));
	}

	/** Gives out a last event that has no blank line behind it. */
	finish(): StreamEvent[] {
		return this.feed(`${this.decoder.decode()}\n\n`);
	}

	private feed(text: string): StreamEvent[] {
		this.ready = [];
		this.parser.feed(text);
		return this.ready;
	}

	private take(name: string | undefined, text: string): void {
		if (this.report.ending) return;
		const event = toStreamEvent(name, text);
		if (event === 'unknown') this.report.unknownEvents += 1;
		else if (event === 'unreadable') this.report.unreadableEvents += 1;
		else {
			this.ready.push(event);
			if (event.type === 'done' || event.type === 'error') this.report.ending = 'finished';
		}
	}
}

/** Closes a stream that is silent for too long, at its deadline, when the execution is cancelled, or at its end. */
class Watch {
	/** Epoch ms of the last bytes. */
	lastSign = Date.now();
	/** Why it closed the stream. */
	ending?: 'stalled' | 'timedOut';
	/** Resolves when there is nothing more to wait for, although the stream may never say so. */
	readonly closed: Promise<undefined>;
	private readonly over = new AbortController();

	constructor(
		private readonly stream: ByteStream,
		private readonly limits: StreamLimits,
	) {
		const { signal } = limits;
		this.closed = new Promise((resolve) => {
			this.over.signal.addEventListener('abort', () => resolve(undefined), { once: true });
		});
		signal?.addEventListener('abort', () => this.end(), { once: true, signal: this.over.signal });
		if (signal?.aborted) this.end();
		this.watch().catch(() => {
			// It is over: the only reason for the wait to fail.
		});
	}

	end(): void {
		this.over.abort();
		this.stream.close();
	}

	/** Whether the deadline has passed. */
	isLate(): boolean {
		if (Date.now() < this.limits.deadline) return false;
		this.ending = 'timedOut';
		return true;
	}

	private async watch(): Promise<void> {
		const { idleMs, deadline } = this.limits;
		for (;;) {
			if (this.isLate()) break;
			const left = this.lastSign + idleMs - Date.now();
			if (left <= 0) {
				this.ending = 'stalled';
				break;
			}
			await delay(Math.min(left, deadline - Date.now()), this.over.signal);
		}
		this.end();
	}
}
