import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsWorkspace';

/** The MCP tools and templates of the Workspace node. */
export const workspaceToolCases: CaseBuilder = ({
	credentials,
	mcpTemplates,
	mcpTemplateSlugs,
	mcpTools,
}) => {
	const handbook = `/api/v1/mcp-tools/${mcpTools.handbook}`;
	return [
		...casesOf(NODE, 'mcpTool', [
			{
				operation: 'create',
				parameters: {
					name: 'Weather',
					type: 'api',
					additionalFields: {
						config: '{"url": "https://weather.example.com"}',
						schema: '{"type": "object"}',
						credentialId: byId(credentials.openai),
						templateId: byId(mcpTemplates.clock),
						status: 'active',
						description: 'Tells the weather',
					},
				},
				requests: [
					{
						method: 'POST',
						path: '/api/v1/mcp-tools',
						body: {
							name: 'Weather',
							type: 'api',
							config: { url: 'https://weather.example.com' },
							schema: { type: 'object' },
							credential_id: credentials.openai,
							template_id: mcpTemplates.clock,
							status: 'active',
							description: 'Tells the weather',
						},
					},
				],
				items: [
					{
						id: expect.any(String),
						name: 'Weather',
						description: 'Tells the weather',
						type: 'api',
						status: 'active',
						is_active: true,
						config: { url: 'https://weather.example.com' },
						credential_id: credentials.openai,
						template_id: mcpTemplates.clock,
						created_at: expect.any(String),
					},
				],
			},
			{
				operation: 'get',
				parameters: { toolId: byId(mcpTools.handbook), simplify: false },
				requests: [{ method: 'GET', path: handbook }],
				items: [expect.objectContaining({ id: mcpTools.handbook, workspace_id: expect.any(String) })],
			},
			{
				operation: 'getAll',
				parameters: { returnAll: false, limit: 10 },
				requests: [{ method: 'GET', path: '/api/v1/mcp-tools', query: { page: '1', limit: '10' } }],
				items: [expect.objectContaining({ id: mcpTools.handbook, name: 'Handbook' })],
			},
			{
				operation: 'update',
				parameters: {
					toolId: byId(mcpTools.handbook),
					additionalFields: { isActive: false, name: 'Old handbook', type: 'builtin' },
				},
				requests: [
					{
						method: 'PATCH',
						path: handbook,
						body: { is_active: false, name: 'Old handbook', type: 'builtin' },
					},
				],
				items: [expect.objectContaining({ name: 'Old handbook', is_active: false, type: 'builtin' })],
			},
			{
				operation: 'delete',
				parameters: { toolId: byId(mcpTools.handbook) },
				requests: [{ method: 'DELETE', path: handbook }],
				items: [{ deleted: true }],
			},
			{
				operation: 'discover',
				parameters: { toolId: byId(mcpTools.handbook) },
				requests: [{ method: 'POST', path: `${handbook}/discover`, body: {} }],
				items: ['echo', 'search_docs'].map((name) => ({
					name,
					description: expect.any(String),
					inputSchema: expect.objectContaining({ type: 'object' }),
					trace_id: expect.any(String),
				})),
			},
			{
				operation: 'call',
				parameters: {
					toolId: byId(mcpTools.handbook),
					toolName: 'search_docs',
					additionalFields: { arguments: '{"query": "refunds"}' },
				},
				requests: [
					{
						method: 'POST',
						path: `${handbook}/call`,
						body: { tool_name: 'search_docs', arguments: { query: 'refunds' } },
					},
				],
				items: [
					{
						output: '1 page about refunds',
						content: [{ type: 'text', text: '1 page about refunds' }],
						is_error: false,
						trace_id: expect.any(String),
					},
				],
			},
			{
				operation: 'call',
				parameters: {
					toolId: byId(mcpTools.handbook),
					toolName: 'missing',
					options: { rawResult: true },
				},
				requests: [{ method: 'POST', path: `${handbook}/call`, body: { tool_name: 'missing' } }],
				items: [
					{
						content: [{ type: 'text', text: 'unknown tool: missing' }],
						is_error: true,
						trace_id: expect.any(String),
					},
				],
			},
		]),
		...casesOf(NODE, 'mcpTemplate', [
			{
				operation: 'get',
				parameters: { getBy: 'id', templateId: byId(mcpTemplates.github) },
				requests: [{ method: 'GET', path: `/api/v1/mcp-templates/${mcpTemplates.github}` }],
				items: [
					{
						id: mcpTemplates.github,
						slug: 'github',
						name: 'GitHub',
						description: 'GitHub over MCP',
						type: 'remote_mcp',
						category: 'development',
						required_parameters: [
							expect.objectContaining({ name: 'GITHUB_TOKEN', secret: true }),
							expect.objectContaining({ name: 'OWNER' }),
						],
						setup_instructions: null,
						documentation_url: null,
						is_active: true,
					},
				],
			},
			{
				operation: 'get',
				startsElsewhere: 'a slug has a path of its own',
				parameters: { getBy: 'slug', slug: byId(mcpTemplateSlugs.clock) },
				requests: [{ method: 'GET', path: '/api/v1/mcp-templates/slug/clock' }],
				items: [expect.objectContaining({ id: mcpTemplates.clock, slug: 'clock' })],
			},
			{
				operation: 'getAll',
				parameters: { returnAll: true, filters: { category: 'utility' } },
				requests: [
					{
						method: 'GET',
						path: '/api/v1/mcp-templates',
						query: { page: '1', limit: '100', category: 'utility' },
					},
				],
				items: [expect.objectContaining({ id: mcpTemplates.clock })],
			},
			{
				operation: 'install',
				parameters: {
					slug: byId(mcpTemplateSlugs.github),
					name: 'GitHub of the docs team',
					parameters: {
						parameter: [
							{ name: 'GITHUB_TOKEN', value: 'ghp_secret' },
							{ name: 'OWNER', value: 'docs' },
						],
					},
				},
				requests: [
					{
						method: 'POST',
						path: '/api/v1/mcp-templates/slug/github/install',
						body: {
							name: 'GitHub of the docs team',
							parameters: { GITHUB_TOKEN: 'ghp_secret', OWNER: 'docs' },
						},
					},
				],
				items: [
					expect.objectContaining({
						name: 'GitHub of the docs team',
						template_id: mcpTemplates.github,
						config: { server_url: 'https://github.example.com', OWNER: 'docs' },
					}),
				],
			},
		]),
	];
};
