import type { INodeProperties } from 'n8n-workflow';

import { additionalFields, bodyField, openChoice, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { promptInputFields } from '../promptInput';
import { previewPrompt, runPrompt } from '../runPrompt';
import { runFields } from '../runFields';

const prompt = pathField(locator('searchPrompts'));

const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Support Answer',
};

const description = bodyField({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Answers a customer by name',
	description: 'What the prompt is for',
});

/** The `prompt` resource: running prompts and managing them. */
export const promptResource: Resource = {
	value: 'prompt',
	name: 'Prompt',
	defaultOperation: 'run',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create prompt',
			description: 'Create a prompt; give it a version before it can run',
			request: { method: 'POST', path: '/api/v1/prompts' },
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new prompt' }),
				additionalFields([description]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete prompt',
			description: 'Delete a prompt permanently',
			request: { method: 'DELETE', path: '/api/v1/prompts/{promptId}' },
			result: 'deleted',
			fields: [prompt],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get prompt',
			description: 'Get one prompt with its current version',
			request: { method: 'GET', path: '/api/v1/prompts/{promptId}' },
			fields: [prompt],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many prompts',
			description: 'Get a list of prompts, newest first',
			request: { method: 'GET', path: '/api/v1/prompts' },
			result: 'paged',
			fields: [],
		},
		{
			value: 'preview',
			name: 'Preview',
			action: 'Preview prompt',
			description: 'Show what a prompt becomes with given variables, without asking a model',
			request: { method: 'POST', path: '/api/v1/prompts/{promptId}/preview' },
			run: previewPrompt,
			fields: [
				prompt,
				...promptInputFields,
				additionalFields([
					bodyField(
						locator('searchPromptVersions', {
							required: false,
							description: 'The version of the prompt to show. The current version if not set.',
						}),
					),
				]),
			],
		},
		{
			value: 'run',
			name: 'Run',
			action: 'Run prompt',
			description: 'Ask a model with a stored prompt and return its answer',
			request: { method: 'POST', path: '/api/v1/prompts/{promptId}/run' },
			run: runPrompt,
			timeoutSeconds: 120,
			fields: [prompt, ...promptInputFields, additionalFields(runFields)],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update prompt',
			description: 'Change the name, description or status of a prompt',
			request: { method: 'PATCH', path: '/api/v1/prompts/{promptId}' },
			fields: [
				prompt,
				additionalFields([
					bodyField({ ...nameProperty, description: 'New name of the prompt' }),
					description,
					...openChoice(
						bodyField({
							displayName: 'Status',
							name: 'status',
							type: 'options',
							options: [
								{ name: 'Active', value: 'active' },
								{ name: 'Archived', value: 'archived' },
							],
							default: 'active',
							placeholder: 'e.g. draft',
							description: 'New status of the prompt',
						}),
					),
				]),
			],
		},
	],
};
