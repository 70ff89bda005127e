import type { IDataObject } from 'n8n-workflow';

import { answerOf, isAbsent } from '../shared/execution/answerText';
import { CANCEL_TIMEOUT_MS, cancelWith } from '../shared/execution/cancelRun';
import { completeRun } from '../shared/execution/completeRun';
import { addedOf, executionIdOf } from '../shared/execution/result';
import { newRun, type Run } from '../shared/execution/run';
import { NO_ANSWER, shownInChat } from '../shared/execution/shownInChat';
import { canonicalStatus, runState } from '../shared/execution/status';
import type { FollowOptions } from '../shared/execution/streamingOptions';
import { simplifyField } from '../shared/operation/model/commonFields';
import type { FilledRequest, OperationItem } from '../shared/operation/model/types';
import type { PromptRailsClient } from '../shared/transport/client';
import { PromptRailsError } from '../shared/transport/errors/errors';
import { isObject } from '../shared/values';
import { type ChatReply, readReply } from './reply';
import { recentRuns } from './sessionRuns';

/**
 * Sends a message and waits for the answer: by its stream when somebody watches, else in the same request. A server that
 * has no such stream answers in one piece.
 * @returns what the run behind the message says it answered; with Simplify off that run, or the server's reply where the
 *   run cannot be read
 * @throws RunFailedError when the run failed, PromptRailsError when the message was not taken
 */
export async function answerTo(
	item: OperationItem,
	request: FilledRequest,
	{ context, follow, streams }: FollowOptions,
): Promise<IDataObject> {
	let reply: ChatReply | undefined;
	const start = async (): Promise<Run> => {
		const stream = streams ? await openAnswer(item, request, context.deadline) : undefined;
		if (stream) return newRun({ isOwn: true, stream });
		const answer = await cancelWith(
			item.host,
			(client) => findSentRun(client, request),
			() => item.client.data(request),
		);
		reply = readReply(answer);
		return reply.run;
	};
	const run = await completeRun(context, start, follow);
	if (!item.value(simplifyField)) return rawAnswer(run, reply);
	return simpleAnswer(run, reply?.message ?? {}, request.pathParams.sessionId as string);
}

/** @returns undefined where the server has no such route: nothing was sent, so that the message may be sent another way */
async function openAnswer({ client }: OperationItem, request: FilledRequest, deadline: number) {
	// Servers that think first may begin to answer late.
	const timeoutMs = Math.max(deadline - Date.now(), 1);
	const path = `${request.path}/stream`;
	return await client.open({ ...request, path, timeoutMs }).catch((error: unknown) => {
		if (error instanceof PromptRailsError && error.routeMissing) return undefined;
		throw error;
	});
}

/** The run of a message to which no answer has come: the open one of its session that was asked the same. */
async function findSentRun(
	client: PromptRailsClient,
	{ pathParams: { sessionId }, body: { content } }: FilledRequest,
): Promise<string | undefined> {
	const runs = await recentRuns(client, sessionId, CANCEL_TIMEOUT_MS);
	const sent = runs.find(
		({ status, input }) => runState(status) === 'open' && isObject(input) && input.message === content,
	);
	return sent && executionIdOf(sent as IDataObject);
}

/** What the server says, with what n8n's chat may show of it, the approval and the events. */
function rawAnswer(run: IDataObject, reply: ChatReply | undefined): IDataObject {
	if (!reply || run.status !== null) return run;
	return shownInChat({ output: textIn(run.output, reply.message), ...reply.raw }, { message: NO_ANSWER });
}

function simpleAnswer(run: IDataObject, message: IDataObject, sessionId: string): IDataObject {
	const { status, approval } = run;
	return {
		output: textIn(run.output, message),
		session_id: sessionId,
		execution_id: executionIdOf(run) || null,
		message_id: message.id ?? null,
		status: typeof status === 'string' ? canonicalStatus(status) : null,
		...(approval === undefined ? {} : { approval }),
		model: message.model ?? run.model ?? null,
		cost: run.cost ?? message.cost ?? null,
		token_usage: run.token_usage ?? tokensOf(message),
		trace_id: run.trace_id ?? null,
		created_at: message.created_at ?? run.created_at ?? null,
		...addedOf(run),
	};
}

/** What the agent said: the text of the run, or of its message where the run's output is more than a text. */
function textIn(output: unknown, { content }: IDataObject): IDataObject[string] {
	const answer = answerOf(output);
	if (isAbsent(answer)) return null;
	const said = typeof answer === 'string' ? answer : answerOf(content);
	return (typeof said === 'string' && said !== '' ? said : answer) as IDataObject;
}

function tokensOf({ prompt_tokens, completion_tokens, token_count }: IDataObject): IDataObject {
	return {
		prompt_tokens: prompt_tokens ?? null,
		completion_tokens: completion_tokens ?? null,
		total_tokens: token_count ?? null,
	};
}
