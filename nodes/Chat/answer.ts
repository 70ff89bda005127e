import type { IDataObject } from 'n8n-workflow';

import { followRun, pendingApproval } from '../shared/execution/follow';
import { answerOf, assertSucceeded } from '../shared/execution/result';
import { runState } from '../shared/execution/status';
import type { FilledRequest } from '../shared/operation/types';
import type { PromptRailsClient } from '../shared/transport/client';
import { isObject } from '../shared/transport/envelope';

/**
 * Sends a message and waits for the answer in the same request.
 * @param deadline epoch ms
 * @returns the answer's message with its text as `output`, whichever way the server replies (API notes 10.13)
 * @throws RunFailedError when the run behind an empty answer failed
 */
export async function answerOnce(
	client: PromptRailsClient,
	request: FilledRequest,
	deadline: number,
): Promise<IDataObject> {
	const answer = readReply(await client.data<IDataObject>(request), request.pathParams.sessionId as string);
	return answer.output === '' && answer.execution_id ? await settle(client, answer, deadline) : answer;
}

/** Reads a ChatMessage, or the pair of the user's and the assistant's message. */
function readReply(reply: IDataObject, sessionId: string): IDataObject {
	const message = (isObject(reply.assistant_message) ? reply.assistant_message : reply) as IDataObject;
	const metadata = isObject(message.metadata) ? message.metadata : {};
	return {
		...message,
		output: (message.content ?? answerOf(message.output) ?? '') as IDataObject,
		session_id: message.session_id ?? sessionId,
		execution_id: (reply.execution_id ?? message.execution_id ?? metadata.execution_id ?? null) as string,
		message_id: message.id ?? null,
	};
}

/** An empty answer says nothing of why it is empty; its run does: it failed, or it waits for an approval. */
async function settle(
	client: PromptRailsClient,
	answer: IDataObject,
	deadline: number,
): Promise<IDataObject> {
	const executionId = String(answer.execution_id);
	const run = await followRun(client, { execution_id: executionId }, deadline);
	assertSucceeded(run);
	const settled = { ...answer, output: (answerOf(run.output) ?? '') as IDataObject, status: run.status };
	if (runState(run.status) !== 'awaitingApproval') return settled;
	return { ...settled, approval: await pendingApproval(client, executionId) };
}
