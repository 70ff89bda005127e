import { additionalFields, bodyField, filters, queryField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { sessionField, sessionFields } from '../chatFields';

/** The `session` resource: conversations between people and agents. */
export const sessionResource: Resource = {
	value: 'session',
	name: 'Session',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create chat session',
			description: 'Start a chat session with an agent',
			request: { method: 'POST', path: '/api/v1/chat/sessions' },
			fields: [
				bodyField(
					locator('searchAgents', {
						description: 'The agent that answers in the session, picked from the list or given by its ID',
					}),
				),
				additionalFields(sessionFields),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete chat session',
			description: 'Delete a chat session with its messages permanently',
			request: { method: 'DELETE', path: '/api/v1/chat/sessions/{sessionId}' },
			result: 'deleted',
			fields: [sessionField],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get chat session',
			description: 'Get one chat session',
			request: { method: 'GET', path: '/api/v1/chat/sessions/{sessionId}' },
			fields: [sessionField],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many chat sessions',
			description: 'Get a list of chat sessions, newest first',
			request: { method: 'GET', path: '/api/v1/chat/sessions' },
			result: 'paged',
			fields: [
				filters([
					queryField(
						locator('searchAgents', { required: false, description: 'Only sessions with this agent' }),
					),
				]),
			],
		},
	],
};
