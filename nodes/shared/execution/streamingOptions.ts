import { optionField } from '../operation/model/fields';
import type { Field, OperationItem } from '../operation/model/types';
import { hostChunks, noChunks, withChunks } from './chunks';
import { byPolling, byStream } from './follow';
import type { Follow, RunContext } from './run';
import { APPROVAL_NOTICE } from './shownInChat';

const DEFAULT_IDLE_SECONDS = 120;

/** How long a stream may be silent. */
export const idleTimeoutField = optionField({
	displayName: 'Idle Timeout (Seconds)',
	name: 'idleTimeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_IDLE_SECONDS,
	description: 'Longest silence in seconds after which a stream counts as dead',
});

const STREAMING = {
	approvalNotice: optionField({
		displayName: 'Approval Notice',
		name: 'approvalNotice',
		type: 'string',
		default: APPROVAL_NOTICE,
		description:
			'What a chat shows, and the output says, when the run pauses for approval. When empty, a streamed answer says nothing and the output has the default.',
	}),
	enableStreaming: optionField({
		displayName: 'Enable Streaming',
		name: 'enableStreaming',
		type: 'boolean',
		default: true,
		description:
			'Whether to send the answer word by word when the trigger of the workflow responds by streaming',
	}),
	idleTimeout: idleTimeoutField,
	includeEvents: optionField({
		displayName: 'Include Events',
		name: 'includeEvents',
		type: 'boolean',
		default: false,
		description:
			'Whether to add the thinking, the tool calls and the ui events of the agent to the output, as events',
	}),
	returnIntermediateSteps: optionField({
		displayName: 'Return Intermediate Steps',
		name: 'returnIntermediateSteps',
		type: 'boolean',
		default: false,
		description:
			"Whether to add the tool calls of the agent to the output as intermediateSteps, as n8n's AI Agent does: for the metric Tools Used of n8n's Evaluation node",
	}),
	showProgress: optionField({
		displayName: 'Show Progress',
		name: 'showProgress',
		type: 'boolean',
		default: false,
		description: 'Whether to show thinking and tool calls as short lines in the streamed answer',
	}),
};

/** The options of every operation that can stream. */
export const streamingOptions: Field[] = Object.values(STREAMING);

/** What a run is followed with where nobody watches. */
export function unwatchedContext({ client, host, timeoutMs }: OperationItem): RunContext {
	return { client, host, chunks: noChunks, deadline: Date.now() + timeoutMs };
}

/** How an item's run is to be followed, by its options and the host. */
export interface FollowOptions {
	context: RunContext;
	/** By its stream when somebody watches, or wants its events; else by polling. */
	follow: Follow;
	/** Whether that is by its stream. */
	streams: boolean;
	/** Runs work between the begin and the end of what the watcher sees. */
	watched: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Reads the options of an operation that can stream.
 * @param alwaysStreams whether to use the stream although nobody watches
 */
export function followOptions(item: OperationItem, alwaysStreams = false): FollowOptions {
	const { host, index } = item;
	const watcher = item.value(STREAMING.enableStreaming) ? hostChunks(host, index) : undefined;
	const chunks = watcher ?? noChunks;
	const idleSeconds = item.value(idleTimeoutField);
	const includeEvents = item.value(STREAMING.includeEvents);
	const approvalNotice = item.value(STREAMING.approvalNotice);
	const returnSteps = item.value(STREAMING.returnIntermediateSteps);
	const streams = alwaysStreams || watcher !== undefined || includeEvents || returnSteps;
	const stream = {
		idleMs: (idleSeconds > 0 ? idleSeconds : DEFAULT_IDLE_SECONDS) * 1000,
		showProgress: item.value(STREAMING.showProgress),
		includeEvents,
		returnSteps,
	};
	return {
		context: { ...unwatchedContext(item), chunks, approvalNotice },
		follow: streams ? byStream(stream) : byPolling,
		streams,
		watched: async (work) => await withChunks(item, chunks, work),
	};
}
