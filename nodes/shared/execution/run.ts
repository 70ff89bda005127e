import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../transport/client';
import type { PromptRailsError } from '../transport/errors/errors';
import type { PromptRailsHost } from '../transport/host';
import type { ByteStream } from '../transport/stream/byteStream';
import type { StreamReport } from '../transport/stream/sse';
import type { ChunkSink } from './chunks';

/** What came of reading a run. */
export interface Reading {
	/** The run as it was last read. */
	row?: IDataObject;
	/** Why it could not be read the last time. */
	error?: PromptRailsError;
}

/** What was said of a run's answer before the run itself was read. */
export interface Progress {
	/** The deltas of the answer, joined. */
	text: string;
	/** Thinking, tool calls and offers to the user, in their order. */
	events: IDataObject[];
	/** The whole answer, as the end of a stream or the reply to a chat message gives it. */
	final?: { output?: unknown; tokenUsage?: unknown };
	/** The server's text, where the stream ended with an error. */
	failure?: string;
	report: StreamReport;
}

/** A run on its way from its start to its result. */
export interface Run {
	/** Its execution; undefined until the server has named it. */
	id?: string;
	/** Whether this node started it: then n8n's Stop stops it too, and a failure must not lead to a second start. */
	isOwn: boolean;
	/** What the start answered, or the last read. */
	reading?: Reading;
	/** The stream that the start opened. */
	stream?: ByteStream;
	progress: Progress;
	/** What the result shows of `progress.events`; undefined when nobody asked for them. */
	events?: IDataObject[];
	/** Whether the result shows the tool calls among them as n8n's AI Agent shows its steps. */
	showsSteps?: boolean;
}

/** With what, for whom and until when a run is followed. */
export interface RunContext {
	client: PromptRailsClient;
	host: PromptRailsHost;
	/** Epoch ms until which the run is waited for. */
	deadline: number;
	/** Where the answer goes as it arrives. */
	chunks: ChunkSink;
	/** What is said there when the run pauses for approval; nothing unless given. */
	approvalNotice?: string;
}

/** Follows a run until it is settled or the deadline has passed, and leaves the last reading in it: see `follow.ts`. */
export type Follow = (run: Run, context: RunContext) => Promise<void>;

/** A run of which nothing is known yet but its execution. */
export function newRun(run: Partial<Run> & Pick<Run, 'isOwn'>): Run {
	const progress = { text: '', events: [], report: { unknownEvents: 0, unreadableEvents: 0 } };
	return { progress, ...run };
}
