import type { IDataObject } from 'n8n-workflow';

import { answerOf } from '../shared/execution/result';
import type { OperationItem } from '../shared/operation/model/types';
import { readPromptInput } from './promptInput';
import { isObject } from '../shared/values';

/** PromptRails takes the stored prompt and its model for these when they are empty, and asks for both keys. */
const STORED = { user_prompt: '', llm_model_id: '' };

/** Runs a prompt once for this item; the text of the answer comes as `output`, with usage, cost and trace beside it. */
export async function runPrompt(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const { content, output, ...rest } = await item.client.data<IDataObject>({
		...request,
		body: { ...STORED, ...request.body, input: readPromptInput(item) },
	});
	return { output: content ?? (answerOf(output) as IDataObject), ...rest };
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
