import { byId, type CaseBuilder, casesOf, type ContractCase, type Ids } from '../contractCase';

const NODE = 'promptRailsChat';

export const chatCases: CaseBuilder = (ids) => [...ofMessages(ids), ...ofSessions(ids)];

const ofMessages = ({ agents, chatSessions: { ada } }: Ids): ContractCase[] => {
	const path = `/api/v1/chat/sessions/${ada}/messages`;
	const answer = {
		output: 'Support Agent heard: Hello',
		session_id: ada,
		execution_id: expect.any(String),
		message_id: expect.any(String),
		status: 'completed',
		model: expect.any(String),
		cost: expect.any(Number),
		token_usage: {
			prompt_tokens: expect.any(Number),
			completion_tokens: expect.any(Number),
			total_tokens: expect.any(Number),
		},
		trace_id: expect.any(String),
		created_at: expect.any(String),
	};
	const readsRun = {
		method: 'GET',
		path: expect.stringMatching(/^\/api\/v1\/executions\/\w+$/) as unknown as string,
	};
	return casesOf(NODE, 'message', [
		{
			operation: 'send',
			parameters: { sessionId: byId(ada), content: 'Hello' },
			requests: [{ method: 'POST', path, body: { content: 'Hello' } }, readsRun],
			items: [answer],
		},
		{
			operation: 'send',
			parameters: { sessionId: byId(ada), content: 'Hello' },
			prepare: ({ settings }) => {
				settings.chatReplyShape = 'pair';
			},
			requests: [{ method: 'POST', path, body: { content: 'Hello' } }, readsRun],
			items: [answer],
		},
		{
			operation: 'send',
			startsElsewhere: 'the session is created first',
			parameters: {
				sessionMode: 'new',
				agentId: byId(agents.support),
				content: 'Hello',
				additionalFields: { title: 'Greeting', metadata: '{"ticket": 7}' },
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/chat/sessions',
					body: { agent_id: agents.support, title: 'Greeting', metadata: { ticket: 7 } },
				},
				{
					method: 'POST',
					path: expect.stringMatching(/^\/api\/v1\/chat\/sessions\/\w+\/messages$/) as unknown as string,
					body: { content: 'Hello' },
				},
				readsRun,
			],
			items: [{ ...answer, session_id: expect.not.stringMatching(ada) }],
		},
		{
			operation: 'send',
			startsElsewhere: 'the session of the key is looked for and created first',
			parameters: {
				sessionMode: 'key',
				agentId: byId(agents.support),
				sessionKey: 'visitor-1',
				content: 'Hello',
				options: { sessionMetadata: '{"ticket": 7}', startAnewAfter: 12 },
			},
			requests: [
				{
					method: 'GET',
					path: '/api/v1/chat/sessions',
					query: { page: '1', limit: '100', agent_id: agents.support },
				},
				{
					method: 'POST',
					path: '/api/v1/chat/sessions',
					body: {
						agent_id: agents.support,
						title: 'n8n chat visitor-1',
						metadata: { ticket: 7, n8n: { session: 'visitor-1' } },
					},
				},
				{
					method: 'POST',
					path: expect.stringMatching(/^\/api\/v1\/chat\/sessions\/\w+\/messages$/) as unknown as string,
					body: { content: 'Hello' },
				},
				readsRun,
			],
			items: [{ ...answer, session_id: expect.not.stringMatching(ada) }],
		},
		{
			operation: 'getAll',
			parameters: { sessionId: byId(ada), returnAll: false, limit: 1 },
			requests: [{ method: 'GET', path, query: { page: '1', limit: '1' } }],
			items: [
				{
					id: expect.any(String),
					session_id: ada,
					role: 'user',
					content: 'Where is my order?',
					metadata: {},
					tool_calls: null,
					model: null,
					cost: null,
					token_count: null,
					created_at: expect.any(String),
				},
			],
		},
	]);
};

const ofSessions = ({ agents, chatSessions: { ada } }: Ids): ContractCase[] =>
	casesOf(NODE, 'session', [
		{
			operation: 'create',
			parameters: {
				agentId: byId(agents.support),
				additionalFields: { title: 'Refund', metadata: '{"ticket": 8}' },
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/chat/sessions',
					body: { agent_id: agents.support, title: 'Refund', metadata: { ticket: 8 } },
				},
			],
			items: [expect.objectContaining({ id: expect.any(String), agent_id: agents.support, title: 'Refund' })],
		},
		{
			operation: 'get',
			parameters: { sessionId: byId(ada) },
			requests: [{ method: 'GET', path: `/api/v1/chat/sessions/${ada}` }],
			items: [expect.objectContaining({ id: ada, title: 'Order of Ada' })],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 5, filters: { agentId: byId(agents.support) } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/chat/sessions',
					query: { page: '1', limit: '5', agent_id: agents.support },
				},
			],
			items: [expect.objectContaining({ id: ada })],
		},
		{
			operation: 'delete',
			parameters: { sessionId: byId(ada) },
			requests: [{ method: 'DELETE', path: `/api/v1/chat/sessions/${ada}` }],
			items: [{ deleted: true }],
		},
	]);
