import type { INodeProperties } from 'n8n-workflow';

import { bodyField, collection, snakeCase } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import { rowsField } from '../shared/operation/model/rows';
import type { Field } from '../shared/operation/model/types';
import { guardrailRows } from './guardrailFields';
import { toList } from './versionConfig';

type NumberTexts = Pick<INodeProperties, 'displayName' | 'name' | 'default' | 'typeOptions' | 'description'>;

/** A number inside one of the version's objects: `run_budget.max_cost`. */
const numberIn =
	(group: string) =>
	(texts: NumberTexts): Field =>
		bodyField({ ...texts, type: 'number' }, `${group}.${snakeCase(texts.name)}`);

const whole = { minValue: 1, numberPrecision: 0 };

const modelFields: Field[] = [
	bodyField(
		locator('searchLlmModels', {
			name: 'modelId',
			required: false,
			description: 'The model that answers, picked from the list or given by its ID',
		}),
		'model_config.model_id',
	),
	bodyField(
		locator('searchLlmModels', {
			displayName: 'Fallback Model',
			name: 'fallbackModelId',
			required: false,
			description: 'The model that answers when the other one cannot',
		}),
		'model_config.fallback_model_id',
	),
	...[
		{
			displayName: 'Max Tokens',
			name: 'maxTokens',
			default: 1024,
			typeOptions: whole,
			description: 'Largest number of tokens in one answer of the model',
		},
		{
			displayName: 'Temperature',
			name: 'temperature',
			default: 0.7,
			typeOptions: { minValue: 0, maxValue: 2 },
			description: 'How freely the model answers, from 0 (always alike) to 2',
		},
		{
			displayName: 'Top K',
			name: 'topK',
			default: 40,
			typeOptions: whole,
			description: 'From how many of the likeliest tokens the model picks the next one',
		},
		{
			displayName: 'Top P',
			name: 'topP',
			default: 1,
			typeOptions: { minValue: 0, maxValue: 1 },
			description: 'Which share of the likeliest tokens the model picks from, from 0 to 1',
		},
	].map(numberIn('model_config')),
];

const budgetFields: Field[] = [
	{
		displayName: 'Max Children',
		name: 'maxChildren',
		default: 10,
		typeOptions: whole,
		description: 'How many runs of sub-agents one run may start, over all levels',
	},
	{
		displayName: 'Max Cost (USD)',
		name: 'maxCost',
		default: 1,
		typeOptions: { minValue: 0 },
		description: 'What one run may cost in US dollars, with all of its sub-agents',
	},
	{
		displayName: 'Max Depth',
		name: 'maxDepth',
		default: 3,
		typeOptions: whole,
		description: 'How many levels of sub-agents one run may have',
	},
	{
		displayName: 'Max Tool Calls',
		name: 'maxToolCalls',
		default: 50,
		typeOptions: whole,
		description: 'How many calls of tools one run may make, with all of its sub-agents',
	},
	{
		displayName: 'Max Total Tokens',
		name: 'maxTotalTokens',
		default: 100000,
		typeOptions: whole,
		description: 'How many tokens one run may take, with all of its sub-agents',
	},
].map(numberIn('run_budget'));

const approvalFields: Field[] = [
	bodyField(
		{
			displayName: 'Approval Mode',
			name: 'approvalMode',
			type: 'options',
			options: [
				{ name: 'Admins', value: 'admins', description: 'The admins of the workspace' },
				{ name: 'Any Member', value: 'any_member', description: 'Everyone in the workspace' },
				{ name: 'Assigned', value: 'assigned', description: 'The members named in Approver IDs' },
			],
			default: 'admins',
			description: 'Who may approve what the agent asks for',
		},
		'approval_policy.mode',
	),
	{
		...bodyField(
			{
				displayName: 'Approver IDs',
				name: 'approverIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2NxK8vQd1cWmLr5TzYpBhGfJ3aE, 2NxK9aBcDeFgHiJkLmNoPqRsTuV',
				description: 'IDs of the members who may approve, separated by commas',
			},
			'approval_policy.member_ids',
		),
		convert: toList,
	},
];

const requiresApproval = bodyField({
	displayName: 'Requires Approval',
	name: 'requiresApproval',
	type: 'boolean',
	default: false,
	description: 'Whether a human must approve each use before the run goes on',
});

/** The order of the rows is the order that they are sent with. */
const inOrder = (row: Record<string, unknown>, index: number) => ({ ...row, sort_order: index });

const tools = rowsField({
	property: {
		displayName: 'Tools',
		name: 'tools',
		description: 'The MCP tools that the agent can call',
	},
	rowName: 'Tool',
	columns: [
		bodyField(locator('searchMcpTools'), 'mcp_tool_id'),
		requiresApproval,
		bodyField({
			displayName: 'No Retry',
			name: 'noRetry',
			type: 'boolean',
			default: false,
			description: 'Whether to call the tool only once, even when the call fails',
		}),
	],
	complete: inOrder,
});

const subAgents = rowsField({
	property: {
		displayName: 'Sub-Agents',
		name: 'subAgents',
		description: 'The agents that the agent can hand work to',
	},
	rowName: 'Sub-Agent',
	columns: [
		bodyField(locator('searchAgents', { name: 'subAgentId' }), 'agent_id'),
		bodyField({
			displayName: 'Alias',
			name: 'alias',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. refunds',
			description: 'Name by which the agent calls it',
		}),
		bodyField({
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. Decides about refunds',
			description: 'When the agent should call it',
		}),
		bodyField({
			displayName: 'Mode',
			name: 'mode',
			type: 'options',
			options: [
				{ name: 'Delegate', value: 'delegate', description: 'It does a task and gives the result back' },
				{ name: 'Hand Off', value: 'handoff', description: 'It goes on in the place of the agent' },
			],
			default: 'delegate',
			description: 'What the agent does while the other one works',
		}),
		bodyField({
			displayName: 'Context',
			name: 'contextMode',
			type: 'options',
			options: [
				{ name: 'Task', value: 'task', description: 'Only the task' },
				{ name: 'Window', value: 'window', description: 'The conversation so far' },
			],
			default: 'task',
			description: 'What it gets to know',
		}),
		requiresApproval,
	],
	complete: inOrder,
});

const fields = collection(
	'API v2 Fields',
	'apiV2Fields',
	'Add Field',
)([
	...approvalFields,
	...budgetFields,
	bodyField({
		displayName: 'Cache Timeout (Seconds)',
		name: 'cacheTimeout',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'How many seconds an answer is kept for the same input. Not at all if 0.',
	}),
	bodyField({
		displayName: 'Files Enabled',
		name: 'vfsEnabled',
		type: 'boolean',
		default: true,
		description: 'Whether the agent has files of its own (VFS) to read and write',
	}),
	bodyField({
		displayName: 'Masking Enabled',
		name: 'maskingEnabled',
		type: 'boolean',
		default: true,
		description: 'Whether personal data is hidden from the model',
	}),
	guardrailRows,
	...modelFields,
	subAgents,
	tools,
]);

/**
 * What a version has beside its config on servers of the second generation (docs/platform.md, P20): a collection of its own,
 * because a server of the first one refuses them.
 */
export const apiV2Fields: Field = {
	...fields,
	property: {
		...fields.property,
		description: 'What the version has beside its config, on servers that have API v2',
	},
};
