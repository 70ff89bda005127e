import type { INodeProperties } from 'n8n-workflow';

import { additionalFields, bodyField, openChoice, pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Field, Resource } from '../../shared/operation/model/types';
import { callMcpTool, rawResult, toolRows } from '../callMcpTool';

const TOOL_SECONDS = 120;

const tool = pathField(locator('searchMcpTools'));

const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Handbook',
};

const typeProperty: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'API', value: 'api' },
		{ name: 'Built In', value: 'builtin' },
		{ name: 'Data Source', value: 'datasource' },
		{ name: 'Integration', value: 'integration' },
		{ name: 'Remote MCP', value: 'remote_mcp', description: 'An MCP server at an address of its own' },
	],
	default: 'remote_mcp',
	placeholder: 'e.g. remote_mcp',
	description: 'Where the tools come from',
};

const settings: Field[] = [
	bodyField({
		displayName: 'Config',
		name: 'config',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"server_url": "https://mcp.example.com"}',
		description: 'A JSON object with the settings of the tool, which depend on its type',
	}),
	bodyField(
		locator('searchCredentials', {
			required: false,
			description: 'The credential that the tool uses, picked from the list or given by its ID',
		}),
	),
	bodyField({
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Searches the handbook',
		description: 'What the tool is for; models read it to decide when to call it',
	}),
	bodyField({
		displayName: 'Schema',
		name: 'schema',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"type": "object", "properties": {"query": {"type": "string"}}}',
		description: 'A JSON schema of the arguments that the tool takes',
	}),
	bodyField({
		displayName: 'Status',
		name: 'status',
		type: 'string',
		default: '',
		placeholder: 'e.g. active',
		description: 'Status of the tool, as PromptRails names it',
	}),
	bodyField(
		locator('searchMcpTemplates', {
			required: false,
			description: 'The MCP template that the tool is made from, picked from the list or given by its ID',
		}),
	),
];

/** The fields of an MCP tool that people use. */
export const SIMPLE_TOOL = [
	'id',
	'name',
	'description',
	'type',
	'status',
	'is_active',
	'config',
	'credential_id',
	'template_id',
	'created_at',
];

/** The `mcpTool` resource: MCP servers and other tools that agents use. */
export const mcpToolResource: Resource = {
	value: 'mcpTool',
	name: 'MCP Tool',
	defaultOperation: 'call',
	operations: [
		{
			value: 'call',
			name: 'Call',
			action: 'Call MCP tool',
			description: 'Call one of the tools that an MCP tool offers and return its answer',
			request: { method: 'POST', path: '/api/v1/mcp-tools/{toolId}/call' },
			run: callMcpTool,
			timeoutSeconds: TOOL_SECONDS,
			fields: [
				tool,
				bodyField({
					displayName: 'Tool Name',
					name: 'toolName',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. search_docs',
					description: 'Name of the tool to call, as the Discover operation lists it',
				}),
				additionalFields([
					bodyField({
						displayName: 'Arguments',
						name: 'arguments',
						type: 'json',
						default: '{}',
						placeholder: 'e.g. {"query": "refunds"}',
						description: 'A JSON object with the arguments of the tool, as its input schema asks for them',
					}),
				]),
			],
			options: [rawResult],
		},
		{
			value: 'create',
			name: 'Create',
			action: 'Create MCP tool',
			description: 'Create an MCP tool that agents can use',
			request: { method: 'POST', path: '/api/v1/mcp-tools' },
			simplify: SIMPLE_TOOL,
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new tool' }),
				...openChoice(bodyField({ ...typeProperty, required: true })),
				additionalFields(settings),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete MCP tool',
			description: 'Delete an MCP tool permanently',
			request: { method: 'DELETE', path: '/api/v1/mcp-tools/{toolId}' },
			result: 'deleted',
			fields: [tool],
		},
		{
			value: 'discover',
			name: 'Discover',
			action: 'Discover tools of MCP tool',
			description:
				'Ask an MCP server which tools it offers, and return them with their input schemas, one item each',
			request: { method: 'POST', path: '/api/v1/mcp-tools/{toolId}/discover' },
			simplify: toolRows,
			timeoutSeconds: TOOL_SECONDS,
			fields: [tool],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get MCP tool',
			description: 'Get one MCP tool',
			request: { method: 'GET', path: '/api/v1/mcp-tools/{toolId}' },
			simplify: SIMPLE_TOOL,
			fields: [tool],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many MCP tools',
			description: 'Get a list of MCP tools, newest first',
			request: { method: 'GET', path: '/api/v1/mcp-tools' },
			result: 'paged',
			simplify: SIMPLE_TOOL,
			fields: [],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update MCP tool',
			description: 'Change an MCP tool, or turn it on and off',
			request: { method: 'PATCH', path: '/api/v1/mcp-tools/{toolId}' },
			simplify: SIMPLE_TOOL,
			fields: [
				tool,
				additionalFields([
					...settings,
					bodyField({
						displayName: 'Active',
						name: 'isActive',
						type: 'boolean',
						default: true,
						description: 'Whether agents may use the tool',
					}),
					bodyField({ ...nameProperty, description: 'New name of the tool' }),
					...openChoice(bodyField(typeProperty)),
				]),
			],
		},
	],
};
