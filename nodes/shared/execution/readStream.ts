import type { IDataObject } from 'n8n-workflow';

import { StreamError } from '../transport/errors/errors';
import type { ByteStream } from '../transport/stream/byteStream';
import { readEvents, type StreamLimits, type StreamReport } from '../transport/stream/sse';
import type { StreamEvent } from '../transport/stream/streamEvent';
import type { ChunkSink } from './chunks';

/** What a stream told of a run. */
export interface StreamedRun {
	executionId?: string;
	/** The deltas of the answer, joined. */
	text: string;
	/** Thinking and tool calls in their order. */
	events: IDataObject[];
	/** The data of `done`; undefined when the stream ended without it. */
	done?: { output?: unknown; tokenUsage?: unknown };
	report: StreamReport;
}

/** Thinking and tool calls as short quotes, for chats show Markdown. */
function progressLine(event: StreamEvent): string | undefined {
	if (event.type === 'thinking') return quote(event.content);
	if (event.type === 'toolStart') return quote(`${event.name} …`);
	if (event.type === 'toolEnd') return quote(`${event.name} ✓ ${event.summary ?? ''}`);
	return undefined;
}

/** A quote with nothing of the answer in it, which only an empty line sets apart. */
function quote(text: string): string {
	return `\n> ${text.trim().replace(/\s*\n\s*/g, '\n> ')}\n\n`;
}

/** A run of whose stream nothing has come yet. */
export function unreadRun(executionId?: string): StreamedRun {
	return { executionId, text: '', events: [], report: { unknownEvents: 0, unreadableEvents: 0 } };
}

/**
 * Reads a run's stream to its end and forwards the deltas of the answer at once.
 * @param run filled as the stream is read, so that it tells what came before a failure
 * @param showProgress whether thinking and tool calls are forwarded too
 * @throws StreamError with the server's text and what came before, when the run ends with an `error` event;
 *   CancelledError when n8n cancels
 */
export async function readStream(
	run: StreamedRun,
	stream: ByteStream,
	chunks: ChunkSink,
	limits: StreamLimits,
	showProgress: boolean,
): Promise<void> {
	const log = new EventLog();
	for await (const event of readEvents(stream, limits, run.report)) {
		if (event.type === 'content') {
			run.text += event.content;
			await chunks.text(event.content);
		} else if (event.type === 'execution') run.executionId = event.executionId;
		else if (event.type === 'done') run.done = event;
		else if (event.type === 'error') throw streamError(event.message, run);
		else {
			run.events = log.add(event);
			const line = showProgress ? progressLine(event) : undefined;
			if (line) await chunks.text(line);
		}
	}
}

/** Collects thinking and tool calls; the end of a call completes the entry of its start. */
class EventLog {
	private readonly entries: IDataObject[] = [];

	add(event: Extract<StreamEvent, { type: 'thinking' | 'toolStart' | 'toolEnd' }>): IDataObject[] {
		const at = new Date().toISOString();
		if (event.type === 'thinking') this.entries.push({ type: 'thinking', content: event.content, at });
		else if (event.type === 'toolStart') {
			this.entries.push({ type: 'tool_call', id: event.id, name: event.name, started_at: at });
		} else this.complete(event, at);
		return this.entries;
	}

	private complete({ id, name, summary }: Extract<StreamEvent, { type: 'toolEnd' }>, endedAt: string): void {
		const open = this.entries.find((entry) => entry.id === id && entry.ended_at === undefined);
		const entry = open ?? { type: 'tool_call', id, name };
		const duration = open ? Date.parse(endedAt) - Date.parse(String(open.started_at)) : null;
		Object.assign(entry, { summary: summary ?? null, ended_at: endedAt, duration_ms: duration });
		if (!open) this.entries.push(entry);
	}
}

function streamError(serverText: string, run: StreamedRun): StreamError {
	return new StreamError({
		message: 'The run ended before its answer was complete',
		hint: run.executionId
			? `Open execution ${run.executionId} in PromptRails to see where it stopped.`
			: 'Look at its execution in PromptRails.',
		serverText,
		code: 'stream_error',
		details: { execution_id: run.executionId ?? null, received: run.text },
	});
}
