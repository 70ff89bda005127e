import type { IDataObject } from 'n8n-workflow';

import { completeRun } from '../shared/execution/completeRun';
import { newRun } from '../shared/execution/run';
import { followOptions } from '../shared/execution/streamingOptions';
import type { OperationItem } from '../shared/operation/model/types';

/**
 * Follows a run, whoever started it, to its end or to its pause for approval.
 * @returns the run; with `approval` when it paused, with `events` when asked for
 * @throws PromptRailsError when the run cannot be read, RunFailedError or StreamError when it did not succeed
 */
export async function streamExecution(item: OperationItem): Promise<IDataObject> {
	const { context, follow, watched } = followOptions(item, true);
	const { pathParams } = item.request();
	const run = newRun({ id: String(pathParams.executionId).trim(), isOwn: false });
	return await watched(() => completeRun(context, async () => run, follow));
}
