import { additionalFields, bodyField, localField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import type { Field, ItemParameters, TypedField } from '../shared/operation/model/types';
import { sessionField, sessionFields } from './chatFields';

/** The version of the node that sends to the session of a key unless another is set, as a chat needs it. */
export const KEY_SINCE = 1.1;

const sessionMode = localField({
	displayName: 'Send To',
	name: 'sessionMode',
	type: 'options',
	options: [
		{
			name: 'Session by Key',
			value: 'key',
			description: 'Go on with the chat session of a key, which its first message starts',
		},
		{ name: 'Existing Session', value: 'existing', description: 'Go on with a chat session that you choose' },
		{
			name: 'New Session for an Agent',
			value: 'new',
			description: 'Start a chat session with an agent and send its first message',
		},
	],
	default: 'existing',
	displayOptions: { show: { '@version': [1] } },
	description: 'Which chat session the message goes to',
});
/** As `sessionMode`, in newer nodes. Saved workflows have no value where theirs is the default. */
const sessionModeSinceKey = localField({
	...sessionMode.property,
	default: 'key',
	displayOptions: { show: { '@version': [{ _cnd: { gte: KEY_SINCE } }] } },
});

/** Where a message goes. */
type SessionMode = NonNullable<(typeof sessionMode)['valueType']>;

const shownFor = (...modes: SessionMode[]) => ({ show: { sessionMode: modes } });

/** The session that a message goes to. */
export const existingSession: TypedField<string> = {
	...sessionField,
	property: { ...sessionField.property, displayOptions: shownFor('existing') },
};

/** The agent of a session that is started, or found by its key. */
export const sessionAgent = bodyField(
	locator('searchAgents', {
		displayOptions: shownFor('key', 'new'),
		description: 'The agent that answers in the session, picked from the list or given by its ID',
	}),
);

/** Identifies a conversation with an agent. */
export const sessionKey = localField({
	displayName: 'Session Key',
	name: 'sessionKey',
	type: 'string',
	required: true,
	default: '={{ $json.sessionId }}',
	placeholder: 'e.g. customer-1042',
	displayOptions: shownFor('key'),
	description:
		"Identifies the conversation. The session ID of n8n's Chat Trigger, unless you set another text.",
});

/** What a new session can be given. */
export const newSession: Field = additionalFields(sessionFields);
newSession.property.displayOptions = shownFor('new');

/** The fields that say where to send a message, those before the message itself. */
export const sendToFields: Field[] = [
	sessionMode,
	sessionModeSinceKey,
	existingSession,
	sessionAgent,
	sessionKey,
];

/** Where an item's message goes. */
export function modeOf(item: ItemParameters): SessionMode {
	return item.value(sessionMode);
}

/** The agent and the key of an item whose session is found by its key. */
export interface KeyedConversation {
	agentId: string;
	key: string;
}

/** @throws ValidationError that names the field which is empty or no text */
export function conversationOf(item: ItemParameters): KeyedConversation {
	return { agentId: item.value(sessionAgent).trim(), key: item.value(sessionKey).trim() };
}
