import { streamingOptions } from '../../shared/execution/streamingOptions';
import { bodyField } from '../../shared/operation/model/fields';
import { ADDED_FIELDS } from '../../shared/execution/result';
import { locator } from '../../shared/operation/model/locators';
import type { Field, Resource } from '../../shared/operation/model/types';
import { sessionField } from '../chatFields';
import { keyOptions } from '../keyOptions';
import { orderKey, sendMessage, sendMessageFields } from '../sendMessage';

const thumb: Field = {
	...bodyField(
		{
			displayName: 'Rating',
			name: 'rating',
			type: 'options',
			options: [
				{ name: 'Thumbs Down', value: 'down', description: 'The answer was bad' },
				{ name: 'Thumbs Up', value: 'up', description: 'The answer was good' },
			],
			default: 'up',
			description: 'What to say about the answer',
		},
		'value',
	),
	convert: (rating) => (rating === 'down' ? -1 : 1),
};

/** The `message` resource: what is said in a chat session. */
export const messageResource: Resource = {
	value: 'message',
	name: 'Message',
	defaultOperation: 'send',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many chat messages',
			description: 'Get the messages of one chat session, oldest first',
			request: { method: 'GET', path: '/api/v1/chat/sessions/{sessionId}/messages' },
			result: 'paged',
			simplify: [
				'id',
				'session_id',
				'role',
				'content',
				'metadata',
				'tool_calls',
				'model',
				'cost',
				'token_count',
				'created_at',
			],
			fields: [sessionField],
		},
		{
			value: 'send',
			name: 'Send',
			action: 'Send chat message',
			description: 'Say something to an agent in a chat session and return its answer',
			request: { method: 'POST', path: '/api/v1/chat/sessions/{sessionId}/messages' },
			run: sendMessage,
			orderKey,
			simplify: [
				'output',
				'session_id',
				'execution_id',
				'message_id',
				'status',
				'approval',
				'model',
				'cost',
				'token_usage',
				'trace_id',
				'created_at',
				...ADDED_FIELDS,
			],
			options: [...streamingOptions, ...keyOptions],
			timeoutSeconds: 300,
			fields: sendMessageFields,
		},
		{
			value: 'sendFeedback',
			name: 'Send Feedback',
			action: 'Send feedback on chat message',
			description:
				'Give an answer in a chat a thumbs up or down; a later one takes the place of the one before',
			request: { method: 'POST', path: '/api/v1/chat/sessions/{sessionId}/feedback', since: 2 },
			fields: [
				sessionField,
				bodyField(
					locator('searchExecutions', {
						description: 'The execution that gave the answer, picked from the list or given by its ID',
					}),
				),
				thumb,
			],
		},
	],
};
