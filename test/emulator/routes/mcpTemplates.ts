import type { Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest, notFound } from '../core/errors';
import { fields, filled, text } from '../core/schema';
import type { Store } from '../store/store';
import type { McpTemplate } from '../store/workspaceRows';
import { resource } from './crud';

interface InstallBody {
	name: string;
	parameters: Record<string, string>;
}

const plain = resource<McpTemplate>({
	name: 'MCP template',
	table: (store) => store.mcpTemplates,
	collection: '/mcp-templates',
	item: '/mcp-templates/:id',
	list: { plain: true, filters: { category: { schema: text } } },
});

const installSchema = fields(
	{ name: filled, parameters: { type: 'object', additionalProperties: text } },
	'name',
	'parameters',
);

/** MCP templates, and installing one as a tool. */
export const mcpTemplates: Routes = (app, context) => {
	const { store } = context;
	plain(app, context);

	app.get<{ Params: { slug: string } }>('/mcp-templates/slug/:slug', ({ params }) =>
		data(bySlug(store, params.slug)),
	);

	app.post<{ Params: { slug: string }; Body: InstallBody }>(
		'/mcp-templates/slug/:slug/install',
		{ schema: { body: installSchema } },
		({ params, body }, reply) => {
			const template = bySlug(store, params.slug);
			const missing = template.required_parameters.find(
				({ name, required }) => required && !body.parameters[name],
			);
			if (missing) throw badRequest(`parameters.${missing.name}`, 'is required');
			reply.code(201);
			return data(
				store.mcpTools.insert({
					...store.ownedStamp(),
					name: body.name,
					description: template.description ?? '',
					type: template.type,
					config: { ...template.config, ...openParameters(template, body.parameters) },
					schema: null,
					is_active: true,
					credential_id: null,
					template_id: template.id,
					status: 'active',
				}),
			);
		},
	);
};

function bySlug({ mcpTemplates: table }: Store, slug: string): McpTemplate {
	const [template] = table.where((one) => one.slug === slug);
	if (!template) throw notFound('MCP template');
	return template;
}

// Secrets are never shown again.
function openParameters(
	{ required_parameters }: McpTemplate,
	given: Record<string, string>,
): Record<string, string> {
	const secret = new Set(required_parameters.filter((one) => one.secret).map(({ name }) => name));
	return Object.fromEntries(Object.entries(given).filter(([name]) => !secret.has(name)));
}
