import type { IDataObject } from 'n8n-workflow';

import { asResult } from '../shared/execution/follow';
import { followStream, streamingOf, withChunks } from '../shared/execution/streaming';
import type { OperationItem } from '../shared/operation/model/types';

/**
 * Follows a run, whoever started it, to its end or to its pause for approval.
 * @returns the run; with `approval` when it paused, with `events` when asked for
 * @throws PromptRailsError when the stream cannot be opened, RunFailedError or StreamError when the run did not succeed
 */
export async function streamExecution(item: OperationItem): Promise<IDataObject> {
	const streaming = streamingOf(item, Date.now() + item.timeoutMs);
	const request = item.request();
	const executionId = String(request.pathParams.executionId);
	const stream = await item.client.open({ ...request, timeoutMs: undefined });
	const run = await withChunks(streaming, () =>
		followStream(item, { executionId, stream, cancels: false }, streaming),
	);
	return await asResult(item.client, run);
}
