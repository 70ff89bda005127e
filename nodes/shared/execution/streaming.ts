import type { IDataObject } from 'n8n-workflow';

import { localField } from '../operation/model/fields';
import type { Field, OperationItem } from '../operation/model/types';
import { isOn } from '../operation/run/wireValue';
import { StreamError } from '../transport/errors/errors';
import type { PromptRailsClient } from '../transport/client';
import type { ByteStream } from '../transport/stream/byteStream';
import { cancelWith } from './cancelRun';
import { type ChunkSink, hostChunks, noChunks } from './chunks';
import { completedRun, followRun } from './follow';
import { readStream, type StreamedRun, unreadRun } from './readStream';
import { answerOf, isNothing, textOf } from './result';

const DEFAULT_IDLE_SECONDS = 120;

const STREAMING = {
	enableStreaming: localField({
		displayName: 'Enable Streaming',
		name: 'enableStreaming',
		type: 'boolean',
		default: true,
		description:
			'Whether to send the answer word by word when the trigger of the workflow responds by streaming',
	}),
	idleTimeout: localField({
		displayName: 'Idle Timeout (Seconds)',
		name: 'idleTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_IDLE_SECONDS,
		description: 'Longest silence in seconds after which a stream counts as dead',
	}),
	includeEvents: localField({
		displayName: 'Include Events',
		name: 'includeEvents',
		type: 'boolean',
		default: false,
		description: 'Whether to add the thinking and the tool calls of the agent to the output, as events',
	}),
	showProgress: localField({
		displayName: 'Show Progress',
		name: 'showProgress',
		type: 'boolean',
		default: false,
		description: 'Whether to show thinking and tool calls as short lines in the streamed answer',
	}),
};

/** The options of every operation that can stream. */
export const streamingOptions: Field[] = Object.values(STREAMING);

/** How this item is to be streamed. */
export interface Streaming {
	chunks: ChunkSink;
	idleMs: number;
	showProgress: boolean;
	includeEvents: boolean;
	/** Epoch ms until which a run that outlives its stream is waited for. */
	deadline: number;
}

/** What the options and the host say of streaming; `isWanted` when there is somebody to stream for. */
export function streamingOf(item: OperationItem, deadline: number): Streaming & { isWanted: boolean } {
	const options = item.parameter('options', {}) as IDataObject;
	const isSet = (name: keyof typeof STREAMING): boolean => isOn(STREAMING[name].property, options[name]);
	const chunks = isSet('enableStreaming') ? hostChunks(item.host, item.index) : undefined;
	const idleSeconds = Number(options.idleTimeout);
	const includeEvents = isSet('includeEvents');
	return {
		chunks: chunks ?? noChunks,
		idleMs: (idleSeconds > 0 ? idleSeconds : DEFAULT_IDLE_SECONDS) * 1000,
		showProgress: isSet('showProgress'),
		includeEvents,
		deadline,
		isWanted: chunks !== undefined || includeEvents,
	};
}

/** Runs `work` between the begin and the end of the item's chunks, so that both come whatever happens. */
export async function withChunks<T>({ chunks }: Streaming, work: () => Promise<T>): Promise<T> {
	await chunks.begin();
	return await work().finally(() => chunks.end());
}

/** A run to follow. */
export interface Followed {
	/** Where it is known before the stream tells it. */
	executionId?: string;
	/** Undefined when it could not be opened. */
	stream?: ByteStream;
	/** Whether to ask the platform to cancel the run when n8n cancels: only for runs that this node started. */
	cancels: boolean;
}

/**
 * Follows a run by its stream: forwards the answer as it comes, then settles the run. A stream that ended early, or
 * could not be opened, is settled by reading the execution until it is no longer open.
 * @returns the run with its output, and `events` when asked for
 * @throws StreamError when the stream says that the run failed, TimeoutError when the run outlives the deadline
 */
export async function followStream(
	{ client, host }: OperationItem,
	{ executionId, stream, cancels }: Followed,
	streaming: Streaming,
): Promise<IDataObject> {
	const { chunks, idleMs, showProgress, includeEvents } = streaming;
	const streamed = unreadRun(executionId);
	const follow = async (): Promise<IDataObject> => {
		const limits = { idleMs, signal: client.signal };
		if (stream) await readStream(streamed, stream, chunks, limits, showProgress);
		const { unknownEvents, unreadableEvents } = streamed.report;
		if (unknownEvents + unreadableEvents > 0) {
			host.logger.debug('Events of the stream were passed over', { unknownEvents, unreadableEvents });
		}
		return await settle(client, streamed, streaming.deadline);
	};
	const run = cancels ? await cancelWith(host, () => streamed.executionId, follow) : await follow();
	const output = streamed.done ? outputOf(run.output, streamed) : run.output;
	const rest = restOf(output, streamed.text);
	if (rest !== '') await chunks.text(rest);
	return { ...run, output: output as IDataObject, ...(includeEvents ? { events: streamed.events } : {}) };
}

async function settle(
	client: PromptRailsClient,
	streamed: StreamedRun,
	deadline: number,
): Promise<IDataObject> {
	return streamed.done
		? await completedRun(client, streamed.executionId, streamed.done)
		: await followRun(client, { execution_id: knownId(streamed) }, deadline);
}

/** @throws StreamError when the stream broke off before it named its execution */
function knownId({ executionId, text, report }: StreamedRun): string {
	if (executionId !== undefined) return executionId;
	throw new StreamError({
		message: 'The stream broke off before it was complete',
		hint: 'It is unknown whether the run ended. Look at the executions in PromptRails before you run it again.',
		code: `stream_${report.ending ?? 'ended'}`,
		details: { received: text },
		outcomeUnknown: true,
	});
}

/** The text that was streamed is the output, unless the output is more than a text, or the stream could not be read whole. */
function outputOf(output: unknown, { text, report }: StreamedRun): unknown {
	if (text === '') return output;
	const answer = answerOf(output);
	const isWhole = report.unreadableEvents === 0;
	return isNothing(answer) || (typeof answer === 'string' && isWhole) ? text : output;
}

/** What of the output was not streamed yet. */
function restOf(output: unknown, streamedText: string): string {
	const text = textOf(output);
	return text.startsWith(streamedText) ? text.slice(streamedText.length) : '';
}
