import type { Routes } from '../context';
import { data } from '../core/envelope';
import { bool, fields, filled, free, oneOf, optionalBody, text, type JsonObject } from '../core/schema';
import { NO_TOKENS } from '../engine/outcome';
import { recordLoneSpan } from '../engine/spans';
import { callTool, TOOLS } from '../engine/tools';
import type { Store } from '../store/store';
import type { McpTool } from '../store/workspaceRows';
import { find, referenced, resource } from './crud';

type ToolBody = Pick<McpTool, 'name' | 'type'> & Partial<McpTool>;

const TYPES = ['api', 'datasource', 'builtin', 'remote_mcp'];
const shared = {
	config: free,
	schema: free,
	credential_id: filled,
	template_id: filled,
	status: text,
	description: text,
};

const plain = resource<McpTool, ToolBody>({
	name: 'MCP tool',
	table: (store) => store.mcpTools,
	collection: '/mcp-tools',
	item: '/mcp-tools/:id',
	list: {},
	create: {
		schema: fields({ name: filled, type: oneOf(...TYPES), ...shared }, 'name', 'type'),
		build: (body, { context: { store } }) => {
			if (body.credential_id) referenced(store.credentials, body.credential_id, 'credential_id');
			if (body.template_id) referenced(store.mcpTemplates, body.template_id, 'template_id');
			return {
				...store.ownedStamp(),
				description: '',
				config: {},
				schema: null,
				is_active: true,
				credential_id: null,
				template_id: null,
				status: 'active',
				...body,
			};
		},
	},
	update: { schema: fields({ name: filled, type: oneOf(...TYPES), is_active: bool, ...shared }) },
	remove: true,
});

/** MCP tools: every server offers the same few tools. */
export const mcpTools: Routes = (app, context) => {
	const { store } = context;
	plain(app, context);

	app.post<{ Params: { id: string } }>(
		'/mcp-tools/:id/discover',
		{ schema: { body: optionalBody() } },
		({ params }) => {
			const { name: server } = find(store.mcpTools, params.id, 'MCP tool');
			const tools = TOOLS.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
			return data({ tools, trace_id: traceCall(store, `${server} discover`, {}, { tools }) });
		},
	);

	app.post<{ Params: { id: string }; Body: { tool_name: string; arguments?: JsonObject } }>(
		'/mcp-tools/:id/call',
		{ schema: { body: fields({ tool_name: filled, arguments: free }, 'tool_name') } },
		({ params, body }) => {
			const { name: server } = find(store.mcpTools, params.id, 'MCP tool');
			const { tool_name: tool, arguments: args = {} } = body;
			const result = callTool(context.compile, tool, args);
			return data({ ...result, trace_id: traceCall(store, `${server} ${tool}`, args, { ...result }) });
		},
	);
};

function traceCall(store: Store, name: string, input: JsonObject, output: JsonObject): string {
	return recordLoneSpan(store, { input, output, token_usage: NO_TOKENS }, { name, kind: 'mcp_call' });
}
