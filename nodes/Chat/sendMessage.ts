import type { IDataObject } from 'n8n-workflow';

import { firstId } from '../shared/execution/result';
import { unnamed } from '../shared/execution/startedRun';
import { followOptions } from '../shared/execution/streamingOptions';
import { additionalFields, bodyField, localField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import type { FilledRequest, ItemParameters, OperationItem } from '../shared/operation/model/types';
import { toWireValue } from '../shared/operation/run/wireValue';
import { withHint, PromptRailsError } from '../shared/transport/errors/errors';
import { isObject } from '../shared/values';
import { answerTo } from './answer';
import { sessionField, sessionFields } from './chatFields';

const sessionMode = localField({
	displayName: 'Send To',
	name: 'sessionMode',
	type: 'options',
	options: [
		{ name: 'Existing Session', value: 'existing', description: 'Go on with a chat session' },
		{
			name: 'New Session for an Agent',
			value: 'new',
			description: 'Start a chat session with an agent and send its first message',
		},
	],
	default: 'existing',
	description: 'Whether to go on with a chat session or to start a new one',
});

const existingSession = {
	...sessionField,
	property: { ...sessionField.property, displayOptions: { show: { sessionMode: ['existing'] } } },
};

const agentOfNewSession = bodyField(
	locator('searchAgents', {
		displayOptions: { show: { sessionMode: ['new'] } },
		description: 'The agent to start a session with, picked from the list or given by its ID',
	}),
);

const content = bodyField({
	displayName: 'Message',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Where is my order?',
	description: 'What to say to the agent, as plain text',
});

const newSession = additionalFields(sessionFields);
newSession.property.displayOptions = { show: { sessionMode: ['new'] } };

/** The fields that say what to send, and where. */
export const sendMessageFields = [sessionMode, existingSession, agentOfNewSession, content, newSession];

const isNewSession = (item: ItemParameters): boolean => item.parameter('sessionMode', 'existing') === 'new';

/** Messages to one session keep their order. */
export function orderKey(item: ItemParameters): string | undefined {
	return isNewSession(item)
		? undefined
		: String(toWireValue(existingSession.property, item.parameter('sessionId')));
}

/**
 * Sends this item's message, to a session that it starts first when asked to, and returns the answer.
 * @throws PromptRailsError; when the session is new, its `details` have the session's ID, so that it can be used again
 */
export async function sendMessage(item: OperationItem): Promise<IDataObject> {
	const options = followOptions(item);
	if (!isNewSession(item)) {
		const request = item.request(undefined, [existingSession, content]);
		return await options.watched(() => answerTo(item, request, options));
	}
	const message = item.request(undefined, [content]);
	return await options.watched(async () => {
		const sessionId = await startSession(item);
		const request: FilledRequest = { ...message, pathParams: { sessionId } };
		return await answerTo(item, request, options).catch((error: unknown) => {
			if (!(error instanceof PromptRailsError)) throw error;
			throw withHint(error, `The new chat session is there: ${sessionId}.`, { session_id: sessionId });
		});
	});
}

async function startSession(item: OperationItem): Promise<string> {
	const request = item.request({ method: 'POST', path: '/api/v1/chat/sessions' }, [
		agentOfNewSession,
		newSession,
	]);
	const answer = await item.client.data<unknown>(request);
	const id = isObject(answer) ? firstId(answer.id, answer.session_id) : '';
	if (id === '') throw unnamed('PromptRails did not say which chat session it started', 'the chat sessions');
	return id;
}
