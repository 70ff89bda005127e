import type { IDataObject } from 'n8n-workflow';

import { followOptions } from '../shared/execution/streamingOptions';
import { bodyField } from '../shared/operation/model/fields';
import type { Field, ItemParameters, OperationItem } from '../shared/operation/model/types';
import { hinted } from '../shared/transport/errors/errors';
import { answerTo } from './answer';
import { openSession } from './keyedSession';
import { newSessionRequest, startSession } from './newSession';
import { conversationOf, existingSession, modeOf, newSession, sendToFields } from './sendTo';

const content = bodyField({
	displayName: 'Message',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '={{ $json.chatInput }}',
	placeholder: 'e.g. Where is my order?',
	description: 'What to say to the agent, as plain text',
});

/** The fields that say what to send, and where. */
export const sendMessageFields: Field[] = [...sendToFields, content, newSession];

/** Messages to one session keep their order. */
export function orderKey(item: ItemParameters): string | undefined {
	const mode = modeOf(item);
	if (mode === 'new') return undefined;
	if (mode === 'key') return JSON.stringify(conversationOf(item));
	return item.value(existingSession);
}

/**
 * Sends this item's message, to a session that it finds or starts first when asked to, and returns the answer.
 * @throws PromptRailsError; when the session is new, its `details` have the session's ID, so that it can be used again
 */
export async function sendMessage(item: OperationItem): Promise<IDataObject> {
	const options = followOptions(item);
	const mode = modeOf(item);
	const message = item.request(undefined, mode === 'existing' ? [existingSession, content] : [content]);
	const sendTo = async (sessionId: string): Promise<IDataObject> =>
		await answerTo(item, { ...message, pathParams: { sessionId } }, options);
	return await options.watched(async () => {
		if (mode === 'existing') return await answerTo(item, message, options);
		if (mode === 'key') return await sendTo(await openSession(item));
		const sessionId = await startSession(item.client, newSessionRequest(item));
		return await sendTo(sessionId).catch((error: unknown) => {
			throw hinted(error, 'The new chat session is kept: a further message can go on with it.', {
				session_id: sessionId,
			});
		});
	});
}
