import type { IDataObject } from 'n8n-workflow';

/**
 * What n8n's chat shows of the answer of a workflow that responds when its last node finishes, as `@n8n/chat` of n8n 2.41
 * does it. The public chat of every n8n loads the newest one.
 */
export function chatText(answer: IDataObject): unknown {
	const text = answer.output ?? answer.text ?? answer.message ?? '';
	return text === '' && Object.keys(answer).length > 0 ? JSON.stringify(answer, null, 2) : text;
}
