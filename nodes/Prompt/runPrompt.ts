import type { IDataObject } from 'n8n-workflow';

import { answerOf } from '../shared/execution/answerText';
import { completeRun } from '../shared/execution/completeRun';
import { byPolling } from '../shared/execution/follow';
import type { Run } from '../shared/execution/run';
import { startedRun } from '../shared/execution/startedRun';
import { unwatchedContext } from '../shared/execution/streamingOptions';
import type { OperationItem } from '../shared/operation/model/types';
import { readPromptInput } from './promptInput';
import { isObject } from '../shared/values';

/** PromptRails takes the stored prompt and its model for these when they are empty, and asks for both keys. */
const STORED = { user_prompt: '', llm_model_id: '' };

/** Where a run of a prompt leaves its trace. */
const TRACES = 'the traces of the prompt';

/**
 * Runs a prompt once for this item; the text of the answer comes as `output`, with usage, cost and trace beside it.
 * @throws RunFailedError when the run ended without a result
 */
export async function runPrompt(item: OperationItem): Promise<IDataObject> {
	const run = await completeRun(unwatchedContext(item), () => startPrompt(item), byPolling);
	return { ...run, output: answerOf(run.output) as IDataObject };
}

/** The answer of the server is the answer of the prompt. */
async function startPrompt(item: OperationItem): Promise<Run> {
	const request = item.request();
	const answer = await item.client.data({
		...request,
		body: { ...STORED, ...request.body, input: readPromptInput(item) },
	});
	if (!isObject(answer) || !('content' in answer)) return startedRun(answer, TRACES);
	const { content, output, ...rest } = answer;
	return startedRun({ output: content ?? output, ...rest }, TRACES);
}

/** Shows what a prompt becomes with this item's variables; no model is asked. */
export async function previewPrompt(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const data = await item.client.data<unknown>({
		...request,
		body: { ...request.body, input: readPromptInput(item) },
	});
	return isObject(data) ? (data as IDataObject) : { output: data as string };
}
