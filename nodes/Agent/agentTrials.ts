import type { IDataObject } from 'n8n-workflow';

import { answerOf } from '../shared/execution/answerText';
import { completeRun } from '../shared/execution/completeRun';
import { byPolling } from '../shared/execution/follow';
import { startedRun } from '../shared/execution/startedRun';
import { unwatchedContext } from '../shared/execution/streamingOptions';
import type { OperationItem } from '../shared/operation/model/types';
import { readAgentInput } from './agentInput';

/** Shows what an agent would send to the model for this item's input; nothing runs. */
export async function previewAgent(item: OperationItem): Promise<IDataObject> {
	return await tryAgent<IDataObject>(item);
}

/**
 * Runs an agent once with another prompt than its own; the override is sent even where it changes nothing.
 * @throws RunFailedError when the run ended without a result
 */
export async function playAgent(item: OperationItem): Promise<IDataObject> {
	const start = async () =>
		startedRun(await tryAgent(item, { prompt_override: {} }), 'the traces of the agent');
	const run = await completeRun(unwatchedContext(item), start, byPolling);
	return { ...run, output: answerOf(run.output) as IDataObject };
}

/** Posts this item's input for an agent, with what the fields say about it. */
async function tryAgent<T>(item: OperationItem, unlessGiven: IDataObject = {}): Promise<T> {
	const request = item.request();
	return await item.client.data<T>({
		...request,
		body: { ...unlessGiven, ...request.body, input: readAgentInput(item) },
	});
}
