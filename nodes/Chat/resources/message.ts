import { streamingOptions } from '../../shared/execution/streaming';
import type { Resource } from '../../shared/operation/types';
import { sessionField } from '../chatFields';
import { orderKey, sendMessage, sendMessageFields } from '../sendMessage';

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
			result: 'rows',
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
				'created_at',
				'events',
			],
			options: streamingOptions,
			timeoutSeconds: 300,
			fields: sendMessageFields,
		},
	],
};
