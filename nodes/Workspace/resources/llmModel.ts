import type { IDataObject } from 'n8n-workflow';

import { filters, openChoice, queryField } from '../../shared/operation/model/fields';
import { pick } from '../../shared/operation/run/simplify';
import type { JsonResult, Resource } from '../../shared/operation/model/types';
import { LLM_PROVIDERS } from '../llmProviders';
import { type Row, toRows } from '../../shared/values';

const SIMPLE_MODEL = [
	'id',
	'provider',
	'model_id',
	'display_name',
	'input_price',
	'output_price',
	'max_tokens',
	'supports_vision',
	'supports_tools',
	'supports_json',
];

/** The models of the answer's groups, one a row, each with the provider of its group. */
function modelRows(answer: IDataObject): JsonResult {
	if (!Array.isArray(answer.groups)) return answer;
	const modelsOf = ({ provider, models }: Row): IDataObject[] =>
		toRows(models).map((model) => pick({ provider, ...model } as IDataObject, SIMPLE_MODEL));
	return toRows(answer.groups).flatMap(modelsOf);
}

/** The `llmModel` resource: the language models that prompts can use. */
export const llmModelResource: Resource = {
	value: 'llmModel',
	name: 'LLM Model',
	defaultOperation: 'getAvailable',
	operations: [
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many LLM models',
			description: 'Get a list of the language models that PromptRails knows',
			request: { method: 'GET', path: '/api/v1/llm-models' },
			result: 'paged',
			simplify: SIMPLE_MODEL,
			fields: [
				filters(
					openChoice(
						queryField({
							displayName: 'Provider',
							name: 'provider',
							type: 'options',
							options: LLM_PROVIDERS,
							default: 'openai',
							placeholder: 'e.g. openai',
							description: 'Only models of this provider',
						}),
					),
				),
			],
		},
		{
			value: 'getAvailable',
			name: 'Get Available',
			action: 'Get available LLM models',
			description: 'Get the language models that the workspace has a credential for, one item each',
			request: { method: 'GET', path: '/api/v1/llm-models/available' },
			simplify: modelRows,
			fields: [],
		},
	],
};
