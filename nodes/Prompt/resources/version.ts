import { additionalFields, bodyField, pathField } from '../../shared/operation/fields';
import { locator } from '../../shared/operation/locators';
import type { Resource } from '../../shared/operation/types';
import { versionOperations } from '../../shared/operation/versionOperations';
import { modelFields, userPromptProperty } from '../modelFields';

const PROMPT = '/api/v1/prompts/{promptId}';

/** The `version` resource: the texts and settings that a prompt had over time. */
export const versionResource: Resource = {
	value: 'version',
	name: 'Version',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create prompt version',
			description: 'Give a prompt a new version: its text, model and settings',
			request: { method: 'POST', path: `${PROMPT}/versions` },
			simplify: [
				'id',
				'prompt_id',
				'version',
				'is_current',
				'message',
				'system_prompt',
				'user_prompt',
				'llm_model_id',
				'input_schema',
				'created_at',
			],
			fields: [
				pathField(locator('searchPrompts')),
				bodyField({
					displayName: 'Version',
					name: 'version',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. 1.1.0',
					description: 'Name of the new version. Any text that the prompt does not have yet.',
				}),
				bodyField({
					...userPromptProperty,
					required: true,
					description:
						'The text of the prompt, a Jinja2 template. Variables are written as {{ name }} and filled when it runs.',
				}),
				additionalFields([
					...modelFields,
					bodyField({
						displayName: 'Config',
						name: 'config',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. {"team": "support"}',
						description: 'A JSON object with further settings of the version',
					}),
					bodyField({
						displayName: 'Input Schema',
						name: 'inputSchema',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. {"type": "object", "properties": {"text": {"type": "string"}}}',
						description: 'A JSON schema of the variables of the prompt',
					}),
					bodyField({
						displayName: 'Message',
						name: 'message',
						type: 'string',
						default: '',
						placeholder: 'e.g. Friendlier tone',
						description: 'What this version changes',
					}),
					bodyField(
						locator('searchLlmModels', { required: false, description: 'The model that the prompt asks' }),
					),
					bodyField({
						displayName: 'Set as Current',
						name: 'setCurrent',
						type: 'boolean',
						default: true,
						description: 'Whether the new version becomes the current one, which runs from then on',
					}),
				]),
			],
		},
		...versionOperations({
			entry: 'prompt',
			path: PROMPT,
			search: 'searchPrompts',
			searchVersions: 'searchPromptVersions',
		}),
	],
};
