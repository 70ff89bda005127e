import { bodyField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import type { Field } from '../shared/operation/model/types';
import { modelFields, userPromptProperty } from './modelFields';

/** What a single run of a prompt can do differently from the stored prompt. */
export const runFields: Field[] = [
	...modelFields,
	bodyField(
		locator('searchCredentials', {
			required: false,
			description:
				'The credential of PromptRails with which to ask the model. The default one of its provider if not set.',
		}),
	),
	bodyField({
		displayName: 'Initial Messages',
		name: 'initialMessages',
		type: 'json',
		default: '[]',
		placeholder: 'e.g. [{"role": "user", "content": "Hello"}]',
		description:
			'A JSON array of earlier messages of the conversation, oldest first, each with "role" (user or assistant) and "content"',
	}),
	bodyField(
		locator('searchLlmModels', {
			required: false,
			description: 'The model to ask. That of the stored prompt if not set.',
		}),
	),
	bodyField({
		displayName: 'Prompt Caching',
		name: 'promptCaching',
		type: 'boolean',
		default: true,
		description: 'Whether the provider of the model may keep the start of the prompt to answer cheaper',
	}),
	bodyField({
		displayName: 'Reasoning Effort',
		name: 'reasoningEffort',
		type: 'options',
		options: [
			{ name: 'High', value: 'high' },
			{ name: 'Low', value: 'low' },
			{ name: 'Medium', value: 'medium' },
			{ name: 'Minimal', value: 'minimal' },
		],
		default: 'medium',
		description: 'How long a reasoning model may think before it answers',
	}),
	bodyField({
		displayName: 'Tools',
		name: 'tools',
		type: 'json',
		default: '[]',
		placeholder: 'e.g. ["search_orders"]',
		description: 'A JSON array with the names of the tools that the model may use',
	}),
	bodyField({
		displayName: 'Top K',
		name: 'topK',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 40,
		description: 'How many of the likeliest words the model chooses from',
	}),
	bodyField({
		...userPromptProperty,
		description:
			'Replaces the text of the stored prompt in this run. Variables are written as {{ name }}; refresh Input Fields to have them appear there.',
	}),
	bodyField({
		displayName: 'Web Search',
		name: 'webSearch',
		type: 'boolean',
		default: true,
		description: 'Whether the model may search the web',
	}),
];
