import type { IDataObject } from 'n8n-workflow';

import { errorText, firstId } from '../shared/execution/result';
import { unnamed } from '../shared/execution/startedRun';
import { runState } from '../shared/execution/status';
import type { OperationItem } from '../shared/operation/model/types';
import { PromptRailsError, RunFailedError } from '../shared/transport/errors/errors';
import { isObject, type Row, toRows } from '../shared/values';

/**
 * Calls a method of the agent-to-agent protocol: JSON-RPC 2.0, which answers failures with HTTP 200.
 * @returns the `result`; empty where the answer has none
 * @throws PromptRailsError with the code of the JSON-RPC error
 */
export async function callA2a(
	item: OperationItem,
	method: string,
	params: IDataObject,
): Promise<IDataObject> {
	const request = item.request();
	const body = { jsonrpc: '2.0', id: `item-${item.index}`, method, params };
	const answer = await item.client.data<unknown>({ ...request, body });
	if (!isObject(answer)) return {};
	if (isObject(answer.error)) throw rpcError(method, answer.error);
	return (isObject(answer.result) ? answer.result : {}) as IDataObject;
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

/**
 * The task that a message started or went on with; one that needs input or a sign-in is a result.
 * @throws RunFailedError when the task failed, was rejected or was canceled; ServerError with `outcomeUnknown` when the
 *   answer is no task and no message
 */
export function sentTask(task: IDataObject): IDataObject {
	const { state, text } = statusOf(task);
	if (['failed', 'rejected'].includes(runState(state))) {
		const metadata = isObject(task.metadata) ? task.metadata : {};
		throw new RunFailedError({
			message: `The task ended with the state '${state}'`,
			hint: 'Open the task in PromptRails to see where it stopped.',
			serverText: text,
			code: 'task_failed',
			details: { task_id: task.id ?? null, execution_id: metadata.execution_id ?? null, state },
		});
	}
	const answered = withOutput(task);
	if (answered.output === null && firstId(task.id) === '') {
		throw unnamed('The agent did not say which task it took on', 'the tasks of the agent');
	}
	return answered;
}

/** A task with the text that came of it so far as `output`, which is otherwise deep inside of its artifacts. */
export function withOutput(task: IDataObject): IDataObject {
	const parts = toRows(task.artifacts).flatMap((artifact) => toRows(artifact.parts));
	// Without a task, the agent answers with one message.
	const said = textIn(parts) || textIn(toRows(task.parts)) || asked(task);
	return { output: said || null, ...task };
}

/** What an agent that needs something from the user says it needs. */
function asked(task: IDataObject): string {
	const { state, text } = statusOf(task);
	return /required$/.test(state) ? text : '';
}

/** The state of a task, in whatever spelling, and what the agent says about it. */
function statusOf({ status }: IDataObject): { state: string; text: string } {
	const { state, message } = isObject(status) ? status : { state: status, message: undefined };
	const text = isObject(message) ? textIn(toRows(message.parts)) : errorText(message);
	const name = typeof state === 'string' ? state.toLowerCase().replace(/^task_state_/, '') : '';
	return { state: name, text };
}

const textIn = (parts: Row[]): string =>
	parts
		.map(({ text }) => text)
		.filter((text) => typeof text === 'string')
		.join('\n');
