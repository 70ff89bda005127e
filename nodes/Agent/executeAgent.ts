import type { IDataObject } from 'n8n-workflow';

import { cancelWith } from '../shared/execution/cancelRun';
import { asResult, followRun } from '../shared/execution/follow';
import { executionIdOf } from '../shared/execution/result';
import { followStream, type Streaming, streamingOf, withChunks } from '../shared/execution/streaming';
import type { OperationItem } from '../shared/operation/model/types';
import { PromptRailsError } from '../shared/transport/errors/errors';
import type { ByteStream } from '../shared/transport/stream/byteStream';
import { readAgentInput } from './agentInput';

/**
 * Runs an agent once for this item. The request that starts the run is never repeated once it may have arrived.
 * @returns the run; one that paused for approval comes with its `approval`
 * @throws RunFailedError when the run ended without a result, TimeoutError when it is still open at the deadline
 */
export async function executeAgent(item: OperationItem): Promise<IDataObject> {
	const deadline = Date.now() + item.timeoutMs;
	const mode = item.parameter('runMode', 'wait');
	const streaming = streamingOf(item, deadline);
	const streams = streaming.isWanted && mode !== 'start';
	const started = await startRun(item, mode === 'wait' && !streams);
	if (mode === 'start') return started;
	const follow = (): Promise<IDataObject> =>
		streams ? streamRun(item, started, streaming) : followRun(item.client, started, deadline);
	const run = await cancelWith(item.host, () => executionIdOf(started), follow);
	return await asResult(item.client, run);
}

/** @param sync whether the answer of the server is the answer of the agent */
async function startRun(item: OperationItem, sync: boolean): Promise<IDataObject> {
	const request = item.request();
	return await item.client.data<IDataObject>({
		...request,
		body: { ...request.body, input: readAgentInput(item), sync },
		timeoutMs: sync ? item.timeoutMs : undefined,
	});
}

async function streamRun(
	item: OperationItem,
	started: IDataObject,
	streaming: Streaming,
): Promise<IDataObject> {
	const executionId = executionIdOf(started);
	const stream = await openStream(item, executionId);
	return await withChunks(streaming, () =>
		followStream(item, { executionId, stream, cancels: false }, streaming),
	);
}

/** @returns undefined when the stream cannot be had: the run has started all the same, and its result must not get lost */
async function openStream(item: OperationItem, executionId: string): Promise<ByteStream | undefined> {
	const request = {
		method: 'GET',
		path: '/api/v1/executions/{executionId}/stream',
		pathParams: { executionId },
	} as const;
	return await item.client.open(request).catch((error: unknown) => {
		if (error instanceof PromptRailsError) return undefined;
		throw error;
	});
}
