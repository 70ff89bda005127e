import type { IDataObject } from 'n8n-workflow';

import { followRun, pendingApproval } from '../shared/execution/follow';
import { assertSucceeded, executionIdOf } from '../shared/execution/result';
import { runState } from '../shared/execution/status';
import { DEFAULT_TIMEOUT_SECONDS } from '../shared/operation/commonFields';
import type { OperationItem } from '../shared/operation/types';
import { readAgentInput } from './agentInput';

/**
 * Runs an agent once for this item. The request that starts the run is never repeated once it may have arrived.
 * @returns the run; one that paused for approval comes with its `approval`
 * @throws RunFailedError when the run ended without a result, TimeoutError when it is still open at the deadline
 */
export async function executeAgent(item: OperationItem): Promise<IDataObject> {
	const deadline = Date.now() + item.timeoutMs;
	const mode = item.parameter('runMode', 'wait');
	const request = item.request({ method: 'POST', path: '/api/v1/agents/{agentId}/execute' });
	const started = await item.client.data<IDataObject>({
		...request,
		body: { ...request.body, input: readAgentInput(item), sync: mode === 'wait' },
		timeoutMs: mode === 'wait' ? item.timeoutMs : DEFAULT_TIMEOUT_SECONDS * 1000,
	});
	const run = mode === 'start' ? started : await followRun(item.client, started, deadline);
	assertSucceeded(run);
	return await withApproval(item, run);
}

async function withApproval(item: OperationItem, run: IDataObject): Promise<IDataObject> {
	if (runState(run.status) !== 'awaitingApproval') return run;
	return { ...run, approval: await pendingApproval(item.client, executionIdOf(run)) };
}
