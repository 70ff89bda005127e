import type { INodeProperties } from 'n8n-workflow';

import { simplifyRun } from '../../shared/execution/result';
import { streamingOptions } from '../../shared/execution/streamingOptions';
import {
	additionalFields,
	bodyField,
	filters,
	pathField,
	queryField,
} from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { agentInputFields } from '../agentInput';
import { createAgent } from '../createAgent';
import { executeAgent, runMode } from '../executeAgent';
import { playAgent, previewAgent } from '../agentTrials';
import { agentTypes, AUTOMATIC, newAgentTypes } from '../versionConfig';

const agent = pathField(locator('searchAgents'));

const version = bodyField(
	locator('searchAgentVersions', {
		required: false,
		description: 'The version of the agent to use. The current version if not set.',
	}),
);

const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Support Agent',
};

const typeProperty: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: agentTypes,
	default: 'simple',
};

const statusProperty: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Active', value: 'active' },
		{ name: 'Archived', value: 'archived' },
		{ name: 'Draft', value: 'draft' },
	],
	default: 'active',
};

const description = bodyField({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Answers questions about orders',
	description: 'What the agent is for',
});

/** What stands in for the agent's own prompt for one run. */
const promptOverride = [
	bodyField(
		{
			displayName: 'Input Schema',
			name: 'inputSchema',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. {"type": "object", "properties": {"question": {"type": "string"}}}',
			description: 'JSON schema of the input, instead of the one that the agent declares',
		},
		'prompt_override.input_schema',
	),
	bodyField(
		{
			displayName: 'System Prompt',
			name: 'systemPrompt',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. You answer in one sentence.',
			description: 'System prompt, instead of the one that the agent has',
		},
		'prompt_override.system_prompt',
	),
	bodyField(
		{
			displayName: 'User Prompt',
			name: 'userPrompt',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. Answer {{ question }}',
			description: 'User prompt, instead of the one that the agent has, with its variables between {{ and }}',
		},
		'prompt_override.user_prompt',
	),
];

const SIMPLE_AGENT = [
	'id',
	'name',
	'description',
	'type',
	'status',
	'labels',
	'current_version',
	'created_at',
	'updated_at',
];

/** The `agent` resource: running agents and managing them. */
export const agentResource: Resource = {
	value: 'agent',
	name: 'Agent',
	defaultOperation: 'execute',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create agent',
			description: 'Create an agent; give it a version before it can run',
			request: { method: 'POST', path: '/api/v1/agents' },
			run: createAgent,
			simplify: SIMPLE_AGENT,
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new agent' }),
				bodyField({
					...typeProperty,
					options: newAgentTypes,
					default: AUTOMATIC,
					required: true,
					description: 'How the agent is built. It cannot be changed later.',
				}),
				additionalFields([
					description,
					bodyField(
						locator('searchTemplates', {
							required: false,
							description:
								'The flow template to build the agent from, picked from the list or given by its ID',
						}),
					),
				]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete agent',
			description: 'Delete an agent permanently',
			request: { method: 'DELETE', path: '/api/v1/agents/{agentId}' },
			result: 'deleted',
			fields: [agent],
		},
		{
			value: 'execute',
			name: 'Execute',
			action: 'Execute agent',
			description: 'Run an agent and return its answer, or its approval request when it pauses for a human',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/execute' },
			run: executeAgent,
			options: streamingOptions,
			simplify: simplifyRun,
			timeoutSeconds: 300,
			fields: [
				agent,
				...agentInputFields,
				runMode,
				additionalFields([
					bodyField({
						displayName: 'Metadata',
						name: 'metadata',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. {"ticket": "T-1042"}',
						description: 'A JSON object to keep with the execution',
					}),
					bodyField({
						displayName: 'Session ID',
						name: 'sessionId',
						type: 'string',
						default: '',
						placeholder: 'e.g. customer-4711',
						description: 'Groups this run with others of the same session. Any text.',
					}),
					version,
				]),
			],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get agent',
			description: 'Get one agent with its current version',
			request: { method: 'GET', path: '/api/v1/agents/{agentId}' },
			simplify: SIMPLE_AGENT,
			fields: [agent],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many agents',
			description: 'Get a list of agents, newest first',
			request: { method: 'GET', path: '/api/v1/agents' },
			result: 'paged',
			simplify: SIMPLE_AGENT,
			fields: [
				filters([
					{
						...queryField({ ...nameProperty, description: 'Only agents whose name contains this text' }),
						isLoose: true,
					},
					queryField({ ...statusProperty, description: 'Only agents with this status' }),
					queryField({ ...typeProperty, description: 'Only agents of this type' }),
				]),
			],
		},
		{
			value: 'preview',
			name: 'Preview',
			action: 'Preview agent',
			description: 'Show what an agent would send to the model for an input, without running it',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/preview' },
			run: previewAgent,
			fields: [agent, ...agentInputFields, additionalFields([version])],
		},
		{
			value: 'playground',
			name: 'Try With Another Prompt',
			action: 'Try agent with another prompt',
			description: 'Run an agent with another prompt than its own, without changing the agent',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/playground', since: 2 },
			run: playAgent,
			timeoutSeconds: 300,
			fields: [agent, ...agentInputFields, additionalFields([...promptOverride, version])],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update agent',
			description: 'Change the name, description or status of an agent',
			request: { method: 'PATCH', path: '/api/v1/agents/{agentId}' },
			simplify: SIMPLE_AGENT,
			fields: [
				agent,
				additionalFields([
					bodyField({ ...nameProperty, description: 'New name of the agent' }),
					description,
					bodyField({ ...statusProperty, description: 'New status. Archived agents cannot run.' }),
				]),
			],
		},
	],
};
