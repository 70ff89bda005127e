import type { IDataObject } from 'n8n-workflow';

import { completeRun } from '../shared/execution/completeRun';
import type { Run } from '../shared/execution/run';
import { shownInChat } from '../shared/execution/shownInChat';
import { startedRun } from '../shared/execution/startedRun';
import { followOptions } from '../shared/execution/streamingOptions';
import { traceRun } from '../shared/execution/tracing';
import { localField } from '../shared/operation/model/fields';
import type { OperationItem } from '../shared/operation/model/types';
import { readAgentInput } from './agentInput';

/** Whether to wait for the run, and how. */
export const runMode = localField({
	displayName: 'Mode',
	name: 'runMode',
	type: 'options',
	options: [
		{
			name: 'Start and Poll',
			value: 'poll',
			description:
				'Start the run, then ask for its result until it ends. Best for runs of more than a minute; when the workflow is stopped, the run is cancelled.',
		},
		{
			name: 'Start Only',
			value: 'start',
			description: 'Start the run and go on at once with its execution ID',
		},
		{
			name: 'Wait for Answer',
			value: 'wait',
			description:
				'Start the run and wait for its answer in the same request. When the workflow is stopped meanwhile, the run goes on.',
		},
	],
	default: 'wait',
	description: 'Whether to wait for the answer of the agent, and how',
});

/**
 * Runs an agent once for this item. The request that starts the run is never repeated once it may have arrived.
 * @returns the run, as n8n's chat may show it; one that paused for approval comes with its `approval`
 * @throws RunFailedError when the run ended without a result, TimeoutError when it is still open at the deadline
 */
export async function executeAgent(item: OperationItem): Promise<IDataObject> {
	const mode = item.value(runMode);
	if (mode === 'start') {
		const run = await startRun(item, false);
		traceRun(item.host, run);
		return shownInChat(run.reading?.row ?? {}, { message: 'The run has started.' });
	}
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
