import { additionalFields, bodyField, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Field, Resource } from '../../shared/operation/model/types';
import { newVersionFields, versionOperations } from '../../shared/operation/model/versionOperations';
import { modelFields, userPromptProperty } from '../modelFields';

const PROMPT = '/api/v1/prompts/{promptId}';

const SIMPLE_VERSION = [
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
];

const created = newVersionFields('prompt', 'Shorter answers');

const IGNORED_BY_V2 = 'Servers that have API v2 ignore it: set it in a version of the agent there.';
/** What such a server keeps of a version. */
const KEPT = ['systemPrompt'];

/** The field, with a word that it does nothing on such servers. */
function ignoredByV2(field: Field): Field {
	const { name, description = '' } = field.property;
	if (KEPT.includes(name)) return field;
	const sentence = description.replace(/\.?$/, '.');
	return { ...field, property: { ...field.property, description: `${sentence} ${IGNORED_BY_V2}` } };
}

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
			simplify: SIMPLE_VERSION,
			fields: [
				pathField(locator('searchPrompts')),
				created.version,
				bodyField({
					...userPromptProperty,
					required: true,
					description:
						'The text of the prompt, a Jinja2 template. Variables are written as {{ name }} and filled when it runs.',
				}),
				additionalFields([
					...modelFields.map(ignoredByV2),
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
					created.message,
					bodyField(
						locator('searchLlmModels', {
							required: false,
							description: `The model that the prompt asks. ${IGNORED_BY_V2}`,
						}),
					),
					created.setCurrent,
				]),
			],
		},
		...versionOperations({
			entry: 'prompt',
			path: PROMPT,
			search: 'searchPrompts',
			searchVersions: 'searchPromptVersions',
			simplify: SIMPLE_VERSION,
		}),
	],
};
