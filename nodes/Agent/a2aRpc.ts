import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../shared/operation/model/types';
import { PromptRailsError } from '../shared/transport/errors/errors';
import { isObject, toRows } from '../shared/values';

/**
 * Calls a method of the agent-to-agent protocol: JSON-RPC 2.0, which answers failures with HTTP 200.
 * @returns the `result`
 * @throws PromptRailsError with the code of the JSON-RPC error
 */
export async function callA2a(
	item: OperationItem,
	method: string,
	params: IDataObject,
): Promise<IDataObject> {
	const request = item.request();
	const body = { jsonrpc: '2.0', id: `item-${item.index}`, method, params };
	const answer = await item.client.data<IDataObject>({ ...request, body });
	if (isObject(answer.error)) throw rpcError(method, answer.error);
	return (isObject(answer.result) ? answer.result : { result: answer.result ?? null }) as IDataObject;
}

function rpcError(method: string, { code, message, data }: Record<string, unknown>): PromptRailsError {
	return new PromptRailsError({
		message: 'The agent did not accept the A2A call',
		hint: `Check the parameters: the method was ${method}.`,
		serverText: typeof message === 'string' ? message : '',
		statusCode: 200,
		code: String(code ?? 'a2a_error'),
		details: isObject(data) ? data : {},
	});
}

/** A task with the text that came of it so far as `output`, which is otherwise deep inside of its artifacts. */
export function withOutput(task: IDataObject): IDataObject {
	const parts = toRows(task.artifacts).flatMap((artifact) => toRows(artifact.parts));
	const texts = parts.map(({ text }) => text).filter((text) => typeof text === 'string');
	return { output: texts.length > 0 ? texts.join('\n') : null, ...task };
}
