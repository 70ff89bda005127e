import type { IDataObject } from 'n8n-workflow';

import { answerOf, isAbsent } from '../shared/execution/answerText';
import { firstId } from '../shared/execution/result';
import { newRun, type Run } from '../shared/execution/run';
import { unnamed } from '../shared/execution/startedRun';
import { isObject } from '../shared/values';

/** A reply to a chat message that was sent without a stream. */
export interface ChatReply {
	/** As the server gave it. */
	raw: IDataObject;
	/** The message of the agent in it; empty where the answer is to come. */
	message: IDataObject;
	/** The run that answers, with what the message says already. */
	run: Run;
}

/**
 * Reads a reply: a message, the pair of the user's and the agent's message, or a pair whose answer comes later with its run
 * (docs/platform.md, P29).
 * @throws ServerError with `outcomeUnknown` when it has neither an answer nor a run
 */
export function readReply(answer: unknown): ChatReply {
	const raw = (isObject(answer) ? answer : {}) as IDataObject;
	const message = messageIn(raw);
	const metadata = isObject(message.metadata) ? message.metadata : {};
	const id = firstId(raw.execution_id, message.execution_id, metadata.execution_id);
	const output = message.content ?? message.output;
	const isEmpty = isAbsent(answerOf(output));
	if (id === '' && isEmpty && firstId(message.id) === '') {
		throw unnamed(
			'PromptRails neither answered the message nor said which run answers it',
			'the chat session',
		);
	}
	const run = newRun({ id: id || undefined, isOwn: true });
	// An empty answer says nothing of why it is empty; its run does: it failed, or it waits for an approval.
	if (!isEmpty || id === '') run.progress.final = { output: output ?? '' };
	return { raw, message, run };
}

function messageIn(reply: IDataObject): IDataObject {
	if (!('assistant_message' in reply)) return reply;
	return isObject(reply.assistant_message) ? (reply.assistant_message as IDataObject) : {};
}
