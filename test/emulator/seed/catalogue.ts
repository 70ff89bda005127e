import { namedId } from '../store/ids';
import type { Store } from '../store/store';
import { promptIds } from './prompts';

type Next = () => Date;

/** Ids and slugs of the seeded tools and templates. */
export const catalogueIds = {
	mcpTools: { handbook: namedId('tool handbook') },
	mcpTemplates: { github: namedId('mcp template github'), clock: namedId('mcp template clock') },
	mcpTemplateSlugs: { github: 'github', clock: 'clock' },
	templates: { support: namedId('template support'), pipeline: namedId('template pipeline') },
};

/** Plants what the platform offers: MCP tools, MCP templates and flow templates. */
export function plantCatalogue(store: Store, next: Next): void {
	store.mcpTools.insert({
		...store.ownedStamp(next()),
		id: catalogueIds.mcpTools.handbook,
		name: 'Handbook',
		description: 'Searches the handbook',
		type: 'remote_mcp',
		config: { server_url: 'https://mcp.example.com' },
		schema: null,
		is_active: true,
		credential_id: null,
		template_id: null,
		status: 'active',
	});
	plantMcpTemplates(store, next);
	plantFlowTemplates(store, next);
}

function plantMcpTemplates(store: Store, next: Next): void {
	const { mcpTemplates: ids, mcpTemplateSlugs: slugs } = catalogueIds;
	const token = {
		name: 'GITHUB_TOKEN',
		type: 'string',
		required: true,
		secret: true,
		description: 'Personal access token',
	};
	const owner = {
		name: 'OWNER',
		type: 'string',
		required: false,
		secret: false,
		description: 'Default owner',
		default: 'promptrails',
	};
	const rows = [
		{
			id: ids.clock,
			slug: slugs.clock,
			name: 'Clock',
			type: 'builtin',
			category: 'utility',
			required_parameters: [],
		},
		{
			id: ids.github,
			slug: slugs.github,
			name: 'GitHub',
			type: 'remote_mcp',
			category: 'development',
			required_parameters: [token, owner],
		},
	];
	for (const row of rows) {
		const created_at = next().toISOString();
		store.mcpTemplates.insert({
			...row,
			created_at,
			updated_at: created_at,
			description: `${row.name} over MCP`,
			icon_url: null,
			config: { server_url: `https://${row.slug}.example.com` },
			documentation_url: null,
			setup_instructions: null,
			is_active: true,
		});
	}
}

function plantFlowTemplates(store: Store, next: Next): void {
	const { templates: ids } = catalogueIds;
	const nodes = [{ id: 'read', depends_on: [], prompt_id: promptIds.summary }];
	const rows = [
		{
			id: ids.pipeline,
			name: 'Text pipeline',
			category: 'content',
			agent_type: 'workflow',
			flow_config: { type: 'workflow', nodes },
		},
		{
			id: ids.support,
			name: 'Support desk',
			category: 'support',
			agent_type: 'simple',
			flow_config: { type: 'simple', prompt_id: promptIds.support },
		},
	];
	for (const row of rows) {
		const created_at = next().toISOString();
		store.templates.insert({
			...row,
			created_at,
			updated_at: created_at,
			description: `${row.name}, ready to use`,
			complexity: 'simple',
			tags: [row.category],
			icon: 'box',
			node_count: 1,
			status: 'published',
		});
	}
}
