import type { ByteStream } from '../transport/stream/byteStream';
import { readEvents } from '../transport/stream/sse';
import type { StreamEvent } from '../transport/stream/streamEvent';
import { EventLog } from './eventLog';
import type { Run, RunContext } from './run';

/** How a stream is read. */
export interface StreamOptions {
	/** Longest silence in ms. */
	idleMs: number;
	/** Whether thinking and tool calls are forwarded too. */
	showProgress: boolean;
	/** Whether the result gets the events. */
	includeEvents: boolean;
	/** Whether the result gets the tool calls as n8n's AI Agent gives them. */
	returnSteps: boolean;
}

/**
 * Reads a run's stream to its end, or to the deadline, and forwards the deltas of the answer at once. What the stream says
 * is kept in the run as it comes, so that it is known when the stream breaks off.
 * @throws CancelledError when n8n cancels
 */
export async function readStream(
	run: Run,
	stream: ByteStream,
	{ client, host, chunks, deadline }: RunContext,
	{ idleMs, showProgress }: StreamOptions,
): Promise<void> {
	const { progress } = run;
	const log = new EventLog(progress.events);
	const limits = { idleMs, deadline, signal: client.signal };
	for await (const event of readEvents(stream, limits, progress.report)) {
		if (event.type === 'content') {
			progress.text += event.content;
			await chunks.text(event.content);
		} else if (event.type === 'execution') run.id = event.executionId;
		else if (event.type === 'done') progress.final = event;
		else if (event.type === 'error') progress.failure = event.message;
		else {
			log.add(event);
			const line = showProgress ? progressLine(event) : undefined;
			if (line) await chunks.text(line);
		}
	}
	const { unknownEvents, unreadableEvents } = progress.report;
	if (unknownEvents + unreadableEvents > 0) {
		host.logger.debug('Events of the stream were passed over', { unknownEvents, unreadableEvents });
	}
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
	const lines = text.split('\n').map((line) => line.trim());
	return `\n> ${lines.filter((line) => line !== '').join('\n> ')}\n\n`;
}
