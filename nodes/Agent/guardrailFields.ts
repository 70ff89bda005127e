import { bodyField, openChoice } from '../shared/operation/model/fields';
import { rowsField } from '../shared/operation/model/rows';
import type { Field } from '../shared/operation/model/types';

/** Names of scanners that are known; servers have others too. */
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

/** What a guardrail checks, and what it looks for there: they cannot be changed later. */
export const scannerFields: Field[] = [
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
];

/** Stands outside of the field, whose public name makes the linter take these for operations. */
const ACTIONS = [
	{ name: 'Block', value: 'block', description: 'Stop the run' },
	{ name: 'Log', value: 'log', description: 'Only note it in the trace' },
	{ name: 'Redact', value: 'redact', description: 'Hide what was found and go on' },
];

export const action = bodyField({
	displayName: 'Action',
	name: 'action',
	type: 'options',
	options: ACTIONS,
	default: 'block',
	description: 'What to do when the scanner finds something',
});

export const config = bodyField({
	displayName: 'Config',
	name: 'config',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"threshold": 0.8}',
	description: 'A JSON object with the settings of the scanner',
});

export const isActive = bodyField({
	displayName: 'Active',
	name: 'isActive',
	type: 'boolean',
	default: true,
	description: 'Whether the guardrail is active',
});

/** A row that is added has no settings until the user writes some. */
const configOfRow = {
	...config,
	property: {
		...config.property,
		default: '',
		hint: 'Such as <code>{"threshold": 0.8}</code>. Leave empty for the default settings.',
	},
};

/** The guardrails that a new version of an agent comes with; the order of the rows is the one that they run in. */
export const guardrailRows = rowsField({
	property: {
		displayName: 'Guardrails',
		name: 'guardrails',
		description: 'What is checked before and after the agent runs, in this order',
	},
	rowName: 'Guardrail',
	columns: [...scannerFields, action, isActive, configOfRow],
	complete: (row, index) => ({ ...row, sort_order: index }),
});
