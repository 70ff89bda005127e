import type { INodeProperties } from 'n8n-workflow';

import { bodyField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import type { Field } from '../shared/operation/model/types';

export const userPromptProperty: INodeProperties = {
	displayName: 'User Prompt',
	name: 'userPrompt',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Summarize in one sentence: {{ text }}',
};

/** How a model answers: both a version of a prompt and a single run set it. */
export const modelFields: Field[] = [
	bodyField({
		displayName: 'Cache Timeout (Seconds)',
		name: 'cacheTimeout',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many seconds an answer to the same input is kept and given again. 0 keeps none.',
	}),
	bodyField(
		locator('searchLlmModels', {
			displayName: 'Fallback Model',
			name: 'fallbackLlmModelId',
			required: false,
			description: 'The model to ask when the first one does not answer',
		}),
	),
	bodyField({
		displayName: 'Max Tokens',
		name: 'maxTokens',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1024,
		description: 'Longest answer, in tokens',
	}),
	bodyField({
		displayName: 'Output Schema',
		name: 'outputSchema',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"type": "object", "properties": {"mood": {"type": "string"}}}',
		description: 'A JSON schema that the answer has to follow',
	}),
	bodyField({
		displayName: 'System Prompt',
		name: 'systemPrompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. You are a friendly support agent.',
		description: 'The instructions that give the model its role. Variables are written as {{ name }}.',
	}),
	bodyField({
		displayName: 'Temperature',
		name: 'temperature',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 2 },
		default: 0.7,
		description: 'How freely the model answers, from 0 (always alike) to 2 (very varied)',
	}),
	bodyField({
		displayName: 'Top P',
		name: 'topP',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1 },
		default: 1,
		description: 'Share of the likeliest words that the model chooses from, from 0 to 1',
	}),
];
