import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { bodyField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import { MULTI_AGENT } from '../shared/operation/editor/listLabel';
import { rowsField } from '../shared/operation/model/rows';
import type { Field } from '../shared/operation/model/types';
import { unquoted } from '../shared/operation/run/pasted';
import { isObject, type Row } from '../shared/values';

/** The kinds of agent, and what each is made of (docs/platform.md, P18). */
export const agentTypes: INodePropertyOptions[] = [
	{
		name: 'Agent',
		value: 'agent',
		description: 'One prompt with tools and sub-agents, on servers that have API v2',
	},
	{ name: 'Chain', value: 'chain', description: 'Prompts that run one after another' },
	{ name: 'Composite', value: 'composite', description: 'Steps that are agents themselves' },
	{ name: MULTI_AGENT, value: 'multi_agent', description: 'Prompts that run side by side' },
	{ name: 'Simple', value: 'simple', description: 'One prompt' },
	{ name: 'Workflow', value: 'workflow', description: 'A graph of prompts and media steps' },
];

/** Leaves the type of an agent to the server: the two generations of the API have no type in common for one prompt. */
export const AUTOMATIC = 'automatic';

const automatic = (description: string): NonNullable<INodeProperties['options']> => [
	agentTypes[0],
	{ name: 'Automatic', value: AUTOMATIC, description },
	...agentTypes.slice(1),
];

/** The kinds of a new agent. */
export const newAgentTypes = automatic('One prompt: the type Simple, or Agent on servers that have API v2');

const forTypes = (...types: string[]): INodeProperties['displayOptions'] => ({
	show: { configMode: ['fields'], type: types },
});

/** For entries of a collection, which see the parameters of the node below the root. */
const inCollectionFor = (...types: string[]): INodeProperties['displayOptions'] => ({
	show: { '/configMode': ['fields'], '/type': types },
});

/** `a, b` → `['a', 'b']`, as a column of a sheet, too: one a line. */
export const toList = (value: unknown): string[] =>
	String(value).split(/[,\n]/).map(unquoted).filter(Boolean);

const column = (property: INodeProperties): Field => bodyField(property);

const stepId = column({
	displayName: 'ID',
	name: 'id',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. summarize',
	description: 'Name of this step, by which others depend on it',
});

const dependsOn: Field = {
	...column({
		displayName: 'Depends On',
		name: 'dependsOn',
		type: 'string',
		default: '',
		placeholder: 'e.g. fetch, summarize',
		description: 'IDs of the steps that must end before this one starts, separated by commas',
	}),
	convert: toList,
};

/** The field begins with `{}`; an empty mapping is not sent. */
function withoutEmptyMapping({ input_mapping: mapping, ...row }: Row): Row {
	const isEmpty = mapping === undefined || (isObject(mapping) && Object.keys(mapping).length === 0);
	return isEmpty ? row : { ...row, input_mapping: mapping };
}

const prompts = rowsField({
	property: {
		displayName: 'Prompts',
		name: 'promptIds',
		required: true,
		displayOptions: forTypes('chain', 'multi_agent'),
		description: 'The prompts of the agent; those of a chain run in this order',
	},
	rowName: 'Prompt',
	wireName: 'config.prompt_ids',
	columns: [
		column(locator('searchPrompts')),
		column({
			displayName: 'Role',
			name: 'role',
			type: 'string',
			default: '',
			placeholder: 'e.g. critic',
			description: 'What the prompt does among the others',
		}),
	],
	complete: (row, index) => ({ role: '', ...row, sort_order: index }),
});

const workflowNodes = rowsField({
	property: {
		displayName: 'Nodes',
		name: 'nodes',
		required: true,
		displayOptions: forTypes('workflow'),
		description: 'The steps of the graph',
	},
	rowName: 'Node',
	wireName: 'config.nodes',
	columns: [
		stepId,
		dependsOn,
		column({
			displayName: 'Kind',
			name: 'nodeType',
			type: 'options',
			options: [
				{ name: 'Media', value: 'media' },
				{ name: 'Prompt', value: 'prompt' },
			],
			default: 'prompt',
			description: 'Whether the step runs a prompt or makes media',
		}),
		column(locator('searchPrompts', { required: false, displayOptions: { show: { nodeType: ['prompt'] } } })),
		...[
			{
				displayName: 'Media Provider',
				name: 'mediaProvider',
				placeholder: 'e.g. elevenlabs',
				description: 'The service that makes the media, as PromptRails names it',
			},
			{
				displayName: 'Media Type',
				name: 'mediaType',
				placeholder: 'e.g. tts',
				description: 'What is made, such as speech, an image or a video',
			},
			{
				displayName: 'Media Model',
				name: 'mediaModel',
				placeholder: 'e.g. eleven_multilingual_v2',
				description: 'The model of that service, by the name that it has there',
			},
		].map((texts) =>
			column({ ...texts, type: 'string', default: '', displayOptions: { show: { nodeType: ['media'] } } }),
		),
		column({
			displayName: 'Media Config',
			name: 'mediaConfig',
			type: 'json',
			default: '',
			placeholder: 'e.g. {"voice": "anna"}',
			hint: 'Such as <code>{"voice": "anna"}</code>. Leave empty for the default settings.',
			displayOptions: { show: { nodeType: ['media'] } },
			description: 'A JSON object with the settings of the media model',
		}),
	],
	complete: (row) => ({ depends_on: [], ...row }),
});

const steps = rowsField({
	property: {
		displayName: 'Steps',
		name: 'steps',
		required: true,
		displayOptions: forTypes('composite'),
		description: 'The agents that make up this one',
	},
	rowName: 'Step',
	wireName: 'config.steps',
	columns: [
		stepId,
		column(locator('searchAgents', { name: 'stepAgentId' })),
		dependsOn,
		column({
			displayName: 'Input Mapping',
			name: 'inputMapping',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. {"text": "summarize.output"}',
			description: 'A JSON object that says where each input of the agent comes from',
		}),
	].map((field) => (field.property.name === 'stepAgentId' ? { ...field, wireName: 'agent_id' } : field)),
	complete: withoutEmptyMapping,
});

/** The form, or the JSON, by which users describe what a new version is made of. */
export const configFields: Field[] = [
	{
		...bodyField({
			displayName: 'Config',
			name: 'configMode',
			type: 'options',
			options: [
				{ name: 'Using Fields Below', value: 'fields', description: 'Fill in a form for the type of agent' },
				{ name: 'Using JSON', value: 'json', description: 'Write the whole config as one JSON object' },
			],
			default: 'fields',
			description: 'How to describe what the version is made of',
		}),
		place: 'local',
	},
	bodyField(
		{
			displayName: 'Agent Type',
			name: 'type',
			type: 'options',
			options: automatic('The type of the agent, where it has one prompt'),
			default: AUTOMATIC,
			displayOptions: { show: { configMode: ['fields'] } },
			description: 'How the agent is built. It must be the type that the agent was created with.',
		},
		'config.type',
	),
	bodyField(
		locator('searchPrompts', { displayOptions: forTypes('simple', 'agent', AUTOMATIC) }),
		'config.prompt_id',
	),
	prompts,
	workflowNodes,
	steps,
	bodyField({
		displayName: 'Config JSON',
		name: 'config',
		type: 'json',
		required: true,
		default: '{}',
		placeholder: 'e.g. {"type": "simple", "prompt_id": "..."}',
		displayOptions: { show: { configMode: ['json'] } },
		description: 'The whole config as one JSON object, with its type',
	}),
];

/** The optional parts of a config; each shows up for the agent types that have it (docs/platform.md, P19). */
export const optionalConfigFields: Field[] = [
	bodyField(
		{
			displayName: 'Approval Checkpoint Name',
			name: 'approvalCheckpointName',
			type: 'string',
			default: '',
			placeholder: 'e.g. refund_review',
			displayOptions: inCollectionFor('simple', 'chain', AUTOMATIC),
			description: 'Name under which the approval request appears',
		},
		'config.approval_checkpoint_name',
	),
	bodyField(
		{
			displayName: 'Approval Required',
			name: 'approvalRequired',
			type: 'boolean',
			default: true,
			displayOptions: inCollectionFor('simple', 'chain', AUTOMATIC),
			description: 'Whether a human must approve the result before the run goes on',
		},
		'config.approval_required',
	),
	bodyField(
		locator('searchLlmModels', { required: false, displayOptions: inCollectionFor('simple', AUTOMATIC) }),
		'config.llm_model_id',
	),
	bodyField(
		{
			displayName: 'Max Tokens',
			name: 'maxTokens',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1024,
			displayOptions: inCollectionFor('simple', AUTOMATIC),
			description: 'Largest number of tokens in the answer',
		},
		'config.max_tokens',
	),
	bodyField(
		{
			displayName: 'Temperature',
			name: 'temperature',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 2 },
			default: 0.7,
			displayOptions: inCollectionFor('simple', AUTOMATIC),
			description: 'How freely the model answers, from 0 (always alike) to 2',
		},
		'config.temperature',
	),
];
