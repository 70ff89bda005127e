import { bodyField, filters, pathField, queryField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { getMcpTemplate, installMcpTemplate, installParameters, templateFields } from '../mcpTemplates';
import { SIMPLE_TOOL } from './mcpTool';

const SIMPLE_TEMPLATE = [
	'id',
	'slug',
	'name',
	'description',
	'type',
	'category',
	'required_parameters',
	'setup_instructions',
	'documentation_url',
	'is_active',
];

/** The `mcpTemplate` resource: ready-made MCP tools to install. */
export const mcpTemplateResource: Resource = {
	value: 'mcpTemplate',
	name: 'MCP Template',
	defaultOperation: 'get',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get MCP template',
			description: 'Get one MCP template with the parameters that it needs',
			request: { method: 'GET', path: '/api/v1/mcp-templates/{templateId}' },
			run: getMcpTemplate,
			simplify: SIMPLE_TEMPLATE,
			fields: templateFields,
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many MCP templates',
			description: 'Get a list of MCP templates that can be installed',
			request: { method: 'GET', path: '/api/v1/mcp-templates' },
			result: 'paged',
			simplify: SIMPLE_TEMPLATE,
			fields: [
				filters([
					queryField({
						displayName: 'Category',
						name: 'category',
						type: 'string',
						default: '',
						placeholder: 'e.g. development',
						description: 'Only templates of this category',
					}),
				]),
			],
		},
		{
			value: 'install',
			name: 'Install',
			action: 'Install MCP template',
			description: 'Make an MCP tool from a template',
			request: { method: 'POST', path: '/api/v1/mcp-templates/slug/{slug}/install' },
			run: installMcpTemplate,
			simplify: SIMPLE_TOOL,
			fields: [
				pathField(
					locator('searchMcpTemplateSlugs', {
						description: 'The MCP template, picked from the list or given by its slug',
					}),
				),
				bodyField({
					displayName: 'Name',
					name: 'name',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. GitHub of the docs team',
					description: 'Name of the new MCP tool',
				}),
				installParameters,
			],
		},
	],
};
