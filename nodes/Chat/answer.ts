import type { IDataObject } from 'n8n-workflow';

import { asResult, followRun } from '../shared/execution/follow';
import { answerOf, executionIdOf, isNothing, textOf } from '../shared/execution/result';
import { canonicalStatus } from '../shared/execution/status';
import { followStream, type Streaming, withChunks } from '../shared/execution/streaming';
import type { FilledRequest, OperationItem } from '../shared/operation/model/types';
import type { PromptRailsClient } from '../shared/transport/client';
import { PromptRailsError } from '../shared/transport/errors/errors';
import type { ByteStream } from '../shared/transport/stream/byteStream';
import { isObject } from '../shared/values';

/**
 * Sends a message and waits for the answer in the same request.
 * @param deadline epoch ms
 * @returns the answer's message with its text as `output`, whichever way the server replies (docs/platform.md, P29)
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

/**
 * Sends a message and streams the answer into n8n's response. A server that has no such stream answers in one piece.
 * @returns the same as `answerOnce`, as far as the stream tells it
 */
export async function answerStreaming(
	item: OperationItem,
	request: FilledRequest,
	streaming: Streaming,
): Promise<IDataObject> {
	const stream = await item.client
		.open({ ...request, path: `${request.path}/stream`, timeoutMs: undefined })
		.catch(unlessMissing);
	return await withChunks(streaming, async () => {
		if (stream) return await streamedAnswer(item, request, stream, streaming);
		const answer = await answerOnce(item.client, request, streaming.deadline);
		const text = textOf(answer.output);
		if (text !== '') await streaming.chunks.text(text);
		return answer;
	});
}

/** Without the route nothing was sent, so that the message may still be sent another way. */
function unlessMissing(error: unknown): undefined {
	if (!(error instanceof PromptRailsError && error.routeMissing)) throw error;
}

async function streamedAnswer(
	item: OperationItem,
	{ pathParams }: FilledRequest,
	stream: ByteStream,
	streaming: Streaming,
): Promise<IDataObject> {
	const run = await asResult(item.client, await followStream(item, { stream, cancels: true }, streaming));
	return {
		...run,
		output: replyOf(run),
		session_id: pathParams.sessionId as string,
		execution_id: executionIdOf(run) || null,
		message_id: null,
	};
}

/** What the agent said. */
function replyOf(run: IDataObject): IDataObject {
	const answer = answerOf(run.output);
	return (isNothing(answer) ? '' : answer) as IDataObject;
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
		token_usage: {
			prompt_tokens: message.prompt_tokens ?? null,
			completion_tokens: message.completion_tokens ?? null,
			total_tokens: message.token_count ?? null,
		},
	};
}

/** An empty answer says nothing of why it is empty; its run does: it failed, or it waits for an approval. */
async function settle(
	client: PromptRailsClient,
	answer: IDataObject,
	deadline: number,
): Promise<IDataObject> {
	const executionId = String(answer.execution_id);
	const run = await asResult(client, await followRun(client, { execution_id: executionId }, deadline));
	const { approval } = run;
	return {
		...answer,
		output: replyOf(run),
		status: canonicalStatus(run.status),
		...(approval === undefined ? {} : { approval }),
	};
}
