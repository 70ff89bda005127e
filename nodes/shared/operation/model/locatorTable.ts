import type { ApiRequest } from '../../transport/http/apiRequest';

/** One kind of thing that a resource locator can point at, and where the list of them comes from. */
export interface LocatorRow {
	displayName: string;
	/** The parameter's name. */
	name: string;
	/** What the list calls one entry, such as "agent". */
	entry: string;
	/** The path of the list; names in braces are parameters of the node. */
	path: string;
	/** The query parameter by which the server filters names; without it, the list is filtered on our side. */
	filterParameter?: string;
	/** The row's fields that the list shows, with dots into inner objects; the ones that a row lacks are left out. */
	label: string[];
	/** Whether the list comes whole, without pages. */
	unpaged?: boolean;
	/** The row's field that is the ID; `id` unless given. */
	idField?: string;
	/** What else the request for the list has. */
	list?: Pick<ApiRequest, 'query' | 'since' | 'rowsIn' | 'paging'>;
	/** How one is typed in, where it is not a usual ID. */
	byHand?: { displayName: string; placeholder: string };
}

/** Every resource locator, by the name of its list search method. */
export const LOCATORS = {
	searchA2aTasks: {
		displayName: 'Task',
		name: 'taskId',
		entry: 'task',
		path: '/api/v1/a2a/tasks',
		label: ['status.state', 'created_at', 'id'],
	},
	searchAgentFiles: {
		displayName: 'Path',
		name: 'path',
		entry: 'file',
		path: '/api/v1/agents/{agentId}/vfs',
		label: ['path'],
		idField: 'path',
		list: { query: { recursive: true }, since: 2, rowsIn: 'items', paging: 'offset' },
		byHand: { displayName: 'By Path', placeholder: 'e.g. /notes/today.md' },
	},
	searchAgents: {
		displayName: 'Agent',
		name: 'agentId',
		entry: 'agent',
		path: '/api/v1/agents',
		filterParameter: 'name',
		label: ['name', 'type'],
	},
	searchAgentVersions: {
		displayName: 'Version',
		name: 'versionId',
		entry: 'version',
		path: '/api/v1/agents/{agentId}/versions',
		label: ['version', 'message'],
		unpaged: true,
	},
	searchApprovals: {
		displayName: 'Approval',
		name: 'approvalId',
		entry: 'approval',
		path: '/api/v1/approvals',
		label: ['checkpoint_name', 'status', 'created_at'],
	},
	searchAssets: {
		displayName: 'Asset',
		name: 'assetId',
		entry: 'asset',
		path: '/api/v1/assets',
		label: ['file_name', 'type', 'created_at'],
		list: { since: 2 },
	},
	searchChatSessions: {
		displayName: 'Session',
		name: 'sessionId',
		entry: 'chat session',
		path: '/api/v1/chat/sessions',
		label: ['title', 'created_at'],
	},
	searchCredentials: {
		displayName: 'Credential',
		name: 'credentialId',
		entry: 'credential',
		path: '/api/v1/credentials',
		label: ['name', 'type'],
	},
	searchDataSources: {
		displayName: 'Data Source',
		name: 'dataSourceId',
		entry: 'data source',
		path: '/api/v1/data-sources',
		label: ['name', 'type'],
	},
	searchDataSourceVersions: {
		displayName: 'Version',
		name: 'versionId',
		entry: 'version',
		path: '/api/v1/data-sources/{dataSourceId}/versions',
		label: ['version', 'message'],
		unpaged: true,
	},
	searchExecutions: {
		displayName: 'Execution',
		name: 'executionId',
		entry: 'execution',
		path: '/api/v1/executions',
		label: ['agent.name', 'agent_name', 'status', 'created_at', 'id'],
	},
	searchGuardrails: {
		displayName: 'Guardrail',
		name: 'guardrailId',
		entry: 'guardrail',
		path: '/api/v1/agents/{agentId}/guardrails',
		label: ['scanner_type', 'type', 'action'],
		unpaged: true,
	},
	searchLlmModels: {
		displayName: 'Model',
		name: 'llmModelId',
		entry: 'model',
		path: '/api/v1/llm-models',
		label: ['display_name', 'provider'],
	},
	searchMcpTemplates: {
		displayName: 'MCP Template',
		name: 'templateId',
		entry: 'MCP template',
		path: '/api/v1/mcp-templates',
		label: ['name', 'category'],
	},
	searchMcpTemplateSlugs: {
		displayName: 'MCP Template',
		name: 'slug',
		entry: 'MCP template',
		path: '/api/v1/mcp-templates',
		label: ['name', 'category'],
		idField: 'slug',
		byHand: { displayName: 'By Slug', placeholder: 'e.g. github' },
	},
	searchMcpTools: {
		displayName: 'MCP Tool',
		name: 'toolId',
		entry: 'MCP tool',
		path: '/api/v1/mcp-tools',
		label: ['name', 'type'],
	},
	searchMemories: {
		displayName: 'Memory',
		name: 'memoryId',
		entry: 'memory',
		path: '/api/v1/agents/{agentId}/memories',
		label: ['content', 'memory_type'],
	},
	searchPrompts: {
		displayName: 'Prompt',
		name: 'promptId',
		entry: 'prompt',
		path: '/api/v1/prompts',
		label: ['name'],
	},
	searchPromptVersions: {
		displayName: 'Version',
		name: 'versionId',
		entry: 'version',
		path: '/api/v1/prompts/{promptId}/versions',
		label: ['version', 'message'],
		unpaged: true,
	},
	searchScoreConfigs: {
		displayName: 'Score Config',
		name: 'configId',
		entry: 'score config',
		path: '/api/v1/score-configs',
		label: ['name', 'data_type'],
	},
	searchScores: {
		displayName: 'Score',
		name: 'scoreId',
		entry: 'score',
		path: '/api/v1/scores',
		label: ['name', 'value', 'string_value', 'created_at'],
	},
	searchTemplates: {
		displayName: 'Flow Template',
		name: 'templateId',
		entry: 'flow template',
		path: '/api/v1/templates',
		label: ['name', 'category'],
	},
	searchTraceSessions: {
		displayName: 'Session',
		name: 'sessionId',
		entry: 'session',
		path: '/api/v1/sessions',
		label: ['session_id', 'last_seen'],
		idField: 'session_id',
		byHand: { displayName: 'By ID', placeholder: 'e.g. customer-4711' },
	},
	searchTraces: {
		displayName: 'Trace',
		name: 'traceId',
		entry: 'trace',
		path: '/api/v1/traces',
		label: ['name', 'kind', 'started_at'],
		idField: 'trace_id',
	},
	searchTriggers: {
		displayName: 'Agent Trigger',
		name: 'triggerId',
		entry: 'agent trigger',
		path: '/api/v1/triggers',
		label: ['name', 'source'],
		list: { since: 2 },
	},
	searchWebhookTriggers: {
		displayName: 'Webhook Trigger',
		name: 'triggerId',
		entry: 'webhook trigger',
		path: '/api/v1/webhook-triggers',
		label: ['name', 'token_prefix'],
	},
} satisfies Record<string, LocatorRow>;

/** Name of a list search method. */
export type LocatorName = keyof typeof LOCATORS;
