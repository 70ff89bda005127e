import type { IDataObject } from 'n8n-workflow';

import { completeRun } from '../shared/execution/completeRun';
import type { Run } from '../shared/execution/run';
import { startedRun } from '../shared/execution/startedRun';
import { followOptions } from '../shared/execution/streamingOptions';
import type { OperationItem } from '../shared/operation/model/types';
import { readAgentInput } from './agentInput';

/**
 * Runs an agent once for this item. The request that starts the run is never repeated once it may have arrived.
 * @returns the run; one that paused for approval comes with its `approval`
 * @throws RunFailedError when the run ended without a result, TimeoutError when it is still open at the deadline
 */
export async function executeAgent(item: OperationItem): Promise<IDataObject> {
	const mode = item.parameter('runMode', 'wait');
	if (mode === 'start') return (await startRun(item, false)).reading?.row ?? {};
	const { context, follow, streams, watched } = followOptions(item);
	const waitsForAnswer = mode === 'wait' && !streams;
	return await watched(() => completeRun(context, () => startRun(item, waitsForAnswer), follow));
}

/** @param sync whether the answer of the server is the answer of the agent */
async function startRun(item: OperationItem, sync: boolean): Promise<Run> {
	const request = item.request();
	const answer = await item.client.data({
		...request,
		body: { ...request.body, input: readAgentInput(item), sync },
		timeoutMs: sync ? item.timeoutMs : undefined,
	});
	return startedRun(answer, 'the executions of the agent');
}
