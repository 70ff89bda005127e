import {
	additionalFields,
	bodyField,
	localField,
	openChoice,
	pathField,
} from '../../shared/operation/fields';
import { locator } from '../../shared/operation/locators';
import type { Resource } from '../../shared/operation/types';

const agent = pathField(locator('searchAgents'));

/** A guardrail is addressed without its agent; the list of guardrails needs it. */
const oneGuardrail = [
	localField(
		locator('searchAgents', {
			required: false,
			description: 'Only needed to pick the guardrail from the list, which shows those of one agent',
		}),
	),
	pathField(locator('searchGuardrails')),
];

const ACTIONS = [
	{ name: 'Block', value: 'block', description: 'Stop the run' },
	{ name: 'Log', value: 'log', description: 'Only note it in the trace' },
	{ name: 'Redact', value: 'redact', description: 'Hide what was found and go on' },
];

const action = bodyField({
	displayName: 'Action',
	name: 'action',
	type: 'options',
	options: ACTIONS,
	default: 'block',
	description: 'What to do when the scanner finds something',
});

const config = bodyField({
	displayName: 'Config',
	name: 'config',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"threshold": 0.8}',
	description: 'A JSON object with the settings of the scanner',
});

const isActive = bodyField({
	displayName: 'Active',
	name: 'isActive',
	type: 'boolean',
	default: true,
	description: 'Whether the guardrail is at work',
});

const sortOrder = bodyField({
	displayName: 'Sort Order',
	name: 'sortOrder',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'Place among the guardrails of the agent; lower ones run first',
});

/** Names of scanners that are known (API notes 4.13); servers have others too. */
const SCANNERS = [
	['Anonymize', 'anonymize'],
	['Bias', 'bias'],
	['Harmful', 'harmful'],
	['No Refusal', 'no_refusal'],
	['PII', 'pii'],
	['Prompt Injection', 'prompt_injection'],
	['Secrets', 'secrets'],
	['Sensitive', 'sensitive'],
	['Toxicity', 'toxicity'],
].map(([name, value]) => ({ name, value }));

/** The `guardrail` resource: what is checked before and after an agent runs. */
export const guardrailResource: Resource = {
	value: 'guardrail',
	name: 'Guardrail',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create guardrail',
			description: 'Add a guardrail to an agent',
			request: { method: 'POST', path: '/api/v1/agents/{agentId}/guardrails' },
			fields: [
				agent,
				bodyField({
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Input', value: 'input', description: 'Checks what goes into the agent' },
						{ name: 'Output', value: 'output', description: 'Checks what the agent answers' },
					],
					default: 'input',
					description: 'What the guardrail checks',
				}),
				...openChoice(
					bodyField({
						displayName: 'Scanner',
						name: 'scannerType',
						type: 'options',
						required: true,
						options: SCANNERS,
						default: 'prompt_injection',
						placeholder: 'e.g. invisible_text',
						description: 'What the guardrail looks for',
					}),
				),
				action,
				isActive,
				additionalFields([config, sortOrder]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete guardrail',
			description: 'Delete a guardrail permanently',
			request: { method: 'DELETE', path: '/api/v1/guardrails/{guardrailId}' },
			result: 'deleted',
			fields: oneGuardrail,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many guardrails',
			description: 'Get the guardrails of one agent',
			request: { method: 'GET', path: '/api/v1/agents/{agentId}/guardrails' },
			result: 'allRows',
			fields: [agent],
		},
		{
			value: 'getScanners',
			name: 'Get Scanners',
			action: 'Get guardrail scanners',
			description: 'Get the scanners that guardrails can use, and whether the workspace can use them',
			request: { method: 'GET', path: '/api/v1/guardrails/scanners', since: 2 },
			result: 'allRows',
			fields: [],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update guardrail',
			description: 'Change the action, config, order or state of a guardrail',
			request: { method: 'PATCH', path: '/api/v1/guardrails/{guardrailId}' },
			fields: [...oneGuardrail, additionalFields([action, config, isActive, sortOrder])],
		},
	],
};
