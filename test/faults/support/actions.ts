import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Emulator, RecordedRequest } from '../../emulator';
import { byId } from '../../locator';

/** An operation that starts something, which must never be carried out twice. */
export interface Action {
	name: string;
	node: string;
	/** Builds the parameters; they take what differs from item to item from the item's `mark`. */
	parameters: (emulator: Emulator) => INodeParameters;
	/** The path of the request that starts it. */
	path: string;
	isStream?: boolean;
	/** The items' marks; `m0`, `m1` … unless said otherwise. */
	marks?: (emulator: Emulator, count: number) => string[];
	/** Which item a request is about. */
	markOf: (request: RecordedRequest) => unknown;
	/** Whether an empty answer of 200 says that it was done: servers answer hooks as they like. */
	isDoneByEmptyAnswer?: boolean;
}

const INPUT = '={{ { name: $json.mark, question: "Why?" } }}';
const EXECUTE = '/api/v1/agents/*/execute';

const body = ({ body: sent }: RecordedRequest): IDataObject => (sent ?? {}) as IDataObject;
const inner = (value: unknown): IDataObject => (value ?? {}) as IDataObject;
const nameOfInput = (request: RecordedRequest): unknown => inner(body(request).input).name;

function execute(name: string, extra: INodeParameters): Action {
	return {
		name,
		node: 'promptRailsAgent',
		path: EXECUTE,
		markOf: nameOfInput,
		parameters: ({ ids }) => ({
			resource: 'agent',
			operation: 'execute',
			agentId: byId(ids.agents.support),
			inputMode: 'json',
			input: INPUT,
			...extra,
		}),
	};
}

function send(name: string, path: string, options: INodeParameters): Action {
	return {
		name,
		node: 'promptRailsChat',
		path,
		isStream: path.endsWith('stream'),
		markOf: (request) => body(request).content,
		parameters: ({ ids }) => ({
			resource: 'message',
			operation: 'send',
			sessionMode: 'new',
			agentId: byId(ids.agents.support),
			content: '={{ $json.mark }}',
			options,
		}),
	};
}

/** Everything that the nodes can start. */
export const ACTIONS: Action[] = [
	execute('Agent: execute, wait for the answer', { runMode: 'wait' }),
	execute('Agent: execute, start and poll', { runMode: 'poll' }),
	execute('Agent: execute, streamed', { options: { includeEvents: true } }),
	execute('Agent: execute, start only', { runMode: 'start' }),
	{
		name: 'Agent-to-agent: send',
		node: 'promptRailsAgent',
		path: '/a2a/agents/*',
		markOf: (request) => {
			const { parts = [] } = inner(inner(body(request).params).message) as { parts?: IDataObject[] };
			return parts[0]?.text;
		},
		parameters: ({ ids }) => ({
			resource: 'a2a',
			operation: 'send',
			agentId: byId(ids.agents.support),
			text: '={{ $json.mark }}',
			blocking: false,
		}),
	},
	{
		name: 'Prompt: run',
		node: 'promptRailsPrompt',
		path: '/api/v1/prompts/*/run',
		markOf: nameOfInput,
		parameters: ({ ids }) => ({
			resource: 'prompt',
			operation: 'run',
			promptId: byId(ids.prompts.support),
			inputMode: 'json',
			input: INPUT,
		}),
	},
	send('Chat: send', '/api/v1/chat/sessions/*/messages', {}),
	send('Chat: send, streamed', '/api/v1/chat/sessions/*/messages/stream', { includeEvents: true }),
	{
		name: 'Approval: decide',
		node: 'promptRailsApproval',
		path: '/api/v1/approvals/*/decide',
		marks: (emulator, count) => emulator.requestApprovals(count).map(({ id }) => id),
		markOf: ({ path }) => path.split('/')[4],
		parameters: () => ({
			resource: 'approval',
			operation: 'decide',
			approvalId: byId('={{ $json.mark }}'),
			decision: 'approved',
		}),
	},
	{
		name: 'MCP tool: call',
		node: 'promptRailsWorkspace',
		path: '/api/v1/mcp-tools/*/call',
		markOf: (request) => inner(body(request).arguments).query,
		parameters: ({ ids }) => ({
			resource: 'mcpTool',
			operation: 'call',
			toolId: byId(ids.mcpTools.handbook),
			toolName: 'search_docs',
			additionalFields: { arguments: '={{ { query: $json.mark } }}' },
		}),
	},
	{
		name: 'Webhook trigger: fire',
		isDoneByEmptyAnswer: true,
		node: 'promptRailsWorkspace',
		path: '/hooks/*',
		markOf: (request) => body(request).name,
		parameters: ({ ids }) => ({
			resource: 'webhookTrigger',
			operation: 'fire',
			token: ids.webhookTokens.open,
			input: INPUT,
		}),
	},
	{
		name: 'Data source: query',
		node: 'promptRailsWorkspace',
		path: '/api/v1/data-sources/*/query',
		markOf: (request) => inner(body(request).parameters).city,
		parameters: ({ ids }) => ({
			resource: 'dataSource',
			operation: 'query',
			dataSourceId: byId(ids.dataSources.customers),
			simplify: false,
			additionalFields: { parameters: '={{ { city: $json.mark } }}' },
		}),
	},
];
