import { byId } from '../../../locator';
import { from, idFrom, type Ids, type NodeWorkflow } from '../nodeWorkflow';

const DELETED = [{ deleted: true }];

/** What agents use and how others start them: data sources, tools, triggers and credentials. */
export const aboutWorkspace = ({ agents, dataSources, mcpTools }: Ids): NodeWorkflow[] => [
	{
		about: 'Workspace',
		does: 'query a data source, call a tool for each row and fire a trigger',
		steps: [
			{
				name: 'Query',
				node: 'Workspace',
				resource: 'dataSource',
				operation: 'query',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					additionalFields: { parameters: '={{ { city: "London" } }}' },
				},
				items: [
					{ id: 1, name: 'Ada', city: 'London' },
					{ id: 4, name: 'Katherine', city: 'London' },
				],
			},
			{
				name: 'Call Tool',
				node: 'Workspace',
				resource: 'mcpTool',
				operation: 'call',
				parameters: {
					toolId: byId(mcpTools.handbook),
					toolName: 'search_docs',
					additionalFields: { arguments: '={{ { query: $json.name } }}' },
				},
				items: ['Ada', 'Katherine'].map((name) =>
					expect.objectContaining({ output: `1 page about ${name}`, is_error: false }),
				),
			},
			{
				name: 'Create Trigger',
				node: 'Workspace',
				resource: 'webhookTrigger',
				operation: 'create',
				parameters: {
					name: 'Shop',
					agentId: byId(agents.support),
					additionalFields: { generateSecret: true },
				},
				settings: { executeOnce: true },
				items: [
					expect.objectContaining({ name: 'Shop', token: expect.any(String), secret: expect.any(String) }),
				],
			},
			{
				name: 'Fire',
				node: 'Workspace',
				resource: 'webhookTrigger',
				operation: 'fire',
				parameters: {
					token: from('Create Trigger', 'token'),
					input: `={{ { name: $('Query').first().json.name, question: $('Call Tool').first().json.output } }}`,
					additionalFields: { secret: from('Create Trigger', 'secret') },
				},
				items: [expect.objectContaining({ status: 'completed', output: expect.stringContaining('Ada') })],
			},
			{
				name: 'Delete Trigger',
				node: 'Workspace',
				resource: 'webhookTrigger',
				operation: 'delete',
				parameters: { triggerId: idFrom('Create Trigger') },
				items: DELETED,
			},
		],
	},
	{
		about: 'Workspace',
		does: 'store a credential, check it and give a data source a version that uses it',
		steps: [
			{
				name: 'Create Credential',
				node: 'Workspace',
				resource: 'credential',
				operation: 'create',
				parameters: {
					name: 'Warehouse of the shop',
					category: 'data_warehouse',
					type: '__other',
					customType: 'postgresql',
					value: 'postgres-password',
				},
				items: [expect.objectContaining({ type: 'postgresql', category: 'data_warehouse' })],
			},
			{
				name: 'Check',
				node: 'Workspace',
				resource: 'credential',
				operation: 'check',
				parameters: { credentialId: idFrom('Create Credential') },
				items: [expect.any(Object)],
			},
			{
				name: 'Create Version',
				node: 'Workspace',
				resource: 'dataSourceVersion',
				operation: 'create',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					version: '2.0.0',
					parameters: { parameter: [{ name: 'name', type: 'string', required: true }] },
					additionalFields: {
						credentialId: idFrom('Create Credential'),
						queryTemplate: 'SELECT id, city FROM customers WHERE name = :name',
						setCurrent: true,
					},
				},
				items: [expect.objectContaining({ version: '2.0.0', is_current: true })],
			},
			{
				name: 'Query',
				node: 'Workspace',
				resource: 'dataSource',
				operation: 'query',
				parameters: {
					dataSourceId: byId(dataSources.customers),
					additionalFields: { parameters: '{"name": "Grace"}' },
				},
				items: [{ id: 2, city: 'New York' }],
			},
			{
				name: 'Get Models',
				node: 'Workspace',
				resource: 'llmModel',
				operation: 'getAvailable',
				parameters: {},
				items: expect.arrayContaining([expect.objectContaining({ provider: 'openai' })]) as unknown[],
			},
		],
	},
];
