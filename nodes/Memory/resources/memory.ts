import { additionalFields, bodyField, openChoice, pathField } from '../../shared/operation/model/fields';
import { limitField } from '../../shared/operation/model/commonFields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { simplifyMemory } from '../conversationTurn';
import { deleteMemory, deleteMemoryFields, oneMemoryFields } from '../deleteMemory';

const agent = pathField(
	locator('searchAgents', {
		description: 'The agent that remembers, picked from the list or given by its ID',
	}),
);

/** Memories: what agents remember. */
export const memoryResource: Resource = {
	value: null,
	name: 'Memory',
	defaultOperation: 'search',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create memory',
			description: 'Give an agent something to remember',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/memories' },
			simplify: simplifyMemory,
			fields: [
				agent,
				bodyField({
					displayName: 'Content',
					name: 'content',
					type: 'string',
					typeOptions: { rows: 3 },
					required: true,
					default: '',
					placeholder: 'e.g. Ada prefers answers in English',
					description: 'What to remember, as plain text',
				}),
				...openChoice(
					bodyField({
						displayName: 'Type',
						name: 'memoryType',
						type: 'options',
						required: true,
						options: [
							{ name: 'Conversation', value: 'conversation', description: 'Something that was said' },
							{ name: 'Episodic', value: 'episodic', description: 'Something that happened' },
							{ name: 'Fact', value: 'fact', description: 'Something that is true' },
							{ name: 'Procedure', value: 'procedure', description: 'How something is done' },
							{ name: 'Semantic', value: 'semantic', description: 'General knowledge' },
						],
						default: 'fact',
						placeholder: 'e.g. event',
						description: 'What kind of memory it is',
					}),
				),
				additionalFields([
					bodyField(
						locator('searchChatSessions', {
							displayName: 'Chat Session',
							name: 'chatSessionId',
							required: false,
							description: 'The chat session that the memory comes from',
						}),
					),
					bodyField({
						displayName: 'Importance',
						name: 'importance',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 1 },
						default: 0.5,
						description: 'How much the memory matters, from 0 (little) to 1 (most). PromptRails assumes 0.5.',
					}),
					bodyField({
						displayName: 'Metadata',
						name: 'metadata',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. {"customer": "C-17"}',
						description: 'A JSON object to keep with the memory',
					}),
				]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete memory',
			description: 'Delete one memory, or all memories of one agent, permanently',
			request: { method: 'DELETE', path: '/api/v1/memories/{memoryId}' },
			run: deleteMemory,
			fields: deleteMemoryFields,
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get memory',
			description: 'Get one memory',
			request: { method: 'GET', path: '/api/v1/memories/{memoryId}' },
			simplify: simplifyMemory,
			fields: oneMemoryFields,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many memories',
			description: 'Get a list of the memories of one agent, newest first',
			request: { method: 'GET', path: '/api/v1/agents/{agentId}/memories' },
			result: 'paged',
			simplify: simplifyMemory,
			fields: [agent],
		},
		{
			value: 'search',
			name: 'Search',
			action: 'Search memories',
			description: 'Find the memories of one agent that fit a query, best match first',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/memories/search' },
			result: 'all',
			simplify: simplifyMemory,
			fields: [
				agent,
				bodyField({
					displayName: 'Query',
					name: 'query',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. preferred language of Ada',
					description: 'What to look for, in plain words',
				}),
				bodyField({ ...limitField.property, displayOptions: undefined }),
				additionalFields([
					bodyField({
						displayName: 'Threshold',
						name: 'threshold',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 1 },
						default: 0.7,
						description: 'How well a memory must match, from 0 (any memory) to 1 (an exact match)',
					}),
				]),
			],
		},
	],
};
