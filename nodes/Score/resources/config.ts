import { additionalFields, bodyField, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { dataTypeProperty, nameProperty } from '../scoreFields';

const config = pathField(locator('searchScoreConfigs'));

/** What both creating and updating a score config can set. */
const scaleFields = [
	bodyField({
		displayName: 'Categories',
		name: 'categories',
		type: 'json',
		default: '[]',
		placeholder: 'e.g. ["good", "bad"]',
		description:
			'The values that a categorical score can have: a JSON array of texts or of objects such as {"label": "good", "value": 1}',
	}),
	bodyField({
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. How helpful an answer is',
		description: 'What the scores mean',
	}),
	bodyField({
		displayName: 'Maximum Value',
		name: 'maxValue',
		type: 'number',
		default: 1,
		description: 'The highest value that a numeric score can have',
	}),
	bodyField({
		displayName: 'Minimum Value',
		name: 'minValue',
		type: 'number',
		default: 0,
		description: 'The lowest value that a numeric score can have',
	}),
];

const SIMPLE_CONFIG = [
	'id',
	'name',
	'data_type',
	'min_value',
	'max_value',
	'categories',
	'description',
	'is_active',
	'created_at',
	'updated_at',
];

/** The `config` resource: the scales that scores follow. */
export const configResource: Resource = {
	value: 'config',
	name: 'Score Config',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create score config',
			description: 'Define a scale that scores can follow',
			request: { method: 'POST', path: '/api/v1/score-configs' },
			simplify: SIMPLE_CONFIG,
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new score config' }),
				additionalFields([
					bodyField({
						...dataTypeProperty,
						description: 'What kind of value the scores have. PromptRails assumes numeric.',
					}),
					...scaleFields,
				]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete score config',
			description: 'Delete a score config permanently',
			request: { method: 'DELETE', path: '/api/v1/score-configs/{configId}' },
			result: 'deleted',
			fields: [config],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get score config',
			description: 'Get one score config',
			request: { method: 'GET', path: '/api/v1/score-configs/{configId}' },
			simplify: SIMPLE_CONFIG,
			fields: [config],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many score configs',
			description: 'Get a list of score configs, newest first',
			request: { method: 'GET', path: '/api/v1/score-configs' },
			result: 'paged',
			simplify: SIMPLE_CONFIG,
			fields: [],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update score config',
			description: 'Change the name, range, categories or state of a score config',
			request: { method: 'PATCH', path: '/api/v1/score-configs/{configId}' },
			simplify: SIMPLE_CONFIG,
			fields: [
				config,
				additionalFields([
					bodyField({ ...nameProperty, description: 'New name of the score config' }),
					bodyField({
						displayName: 'Active',
						name: 'isActive',
						type: 'boolean',
						default: true,
						description: 'Whether new scores can follow the score config',
					}),
					...scaleFields,
				]),
			],
		},
	],
};
