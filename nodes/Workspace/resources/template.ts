import { filters, pathField, queryField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';

const SIMPLE_TEMPLATE = [
	'id',
	'name',
	'description',
	'category',
	'agent_type',
	'complexity',
	'tags',
	'node_count',
	'flow_config',
	'status',
];

/** The `template` resource: blueprints of agents. */
export const templateResource: Resource = {
	value: 'template',
	name: 'Flow Template',
	defaultOperation: 'get',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get flow template',
			description: 'Get one flow template; create an agent with its ID to use it',
			request: { method: 'GET', path: '/api/v1/templates/{templateId}' },
			simplify: SIMPLE_TEMPLATE,
			fields: [pathField(locator('searchTemplates'))],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many flow templates',
			description: 'Get a list of the flow templates from which agents can be created',
			request: { method: 'GET', path: '/api/v1/templates' },
			result: 'paged',
			simplify: SIMPLE_TEMPLATE,
			fields: [
				filters([
					queryField({
						displayName: 'Category',
						name: 'category',
						type: 'string',
						default: '',
						placeholder: 'e.g. support',
						description: 'Only templates of this category',
					}),
					queryField({
						displayName: 'Status',
						name: 'status',
						type: 'string',
						default: '',
						placeholder: 'e.g. published',
						description: 'Only templates with this status',
					}),
				]),
			],
		},
	],
};
