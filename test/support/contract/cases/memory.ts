import { byId, type CaseBuilder, casesOf } from '../contractCase';

export const memoryCases: CaseBuilder = ({ agents, memories: [english, london, refunds], chatSessions }) => [
	...casesOf('promptRailsMemory', null, [
		{
			operation: 'create',
			parameters: {
				agentId: byId(agents.support),
				content: 'Ada moved to Paris',
				memoryType: 'episodic',
				additionalFields: {
					importance: 0.8,
					metadata: '{"source": "chat"}',
					chatSessionId: byId(chatSessions.ada),
				},
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/memories`,
					body: {
						content: 'Ada moved to Paris',
						memory_type: 'episodic',
						importance: 0.8,
						metadata: { source: 'chat' },
						chat_session_id: chatSessions.ada,
					},
				},
			],
			items: [
				{
					id: expect.any(String),
					agent_id: agents.support,
					content: 'Ada moved to Paris',
					memory_type: 'episodic',
					importance: 0.8,
					metadata: { source: 'chat' },
					chat_session_id: chatSessions.ada,
					created_at: expect.any(String),
				},
			],
		},
		{
			operation: 'create',
			parameters: {
				agentId: byId(agents.support),
				content: '={{ "Order A-1 was late" }}',
				memoryType: '__other',
				customMemoryType: 'event',
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/memories`,
					body: { content: 'Order A-1 was late', memory_type: 'event' },
				},
			],
			items: [expect.objectContaining({ memory_type: 'event', importance: 0.5 })],
		},
		{
			operation: 'create',
			parameters: {
				agentId: byId(agents.support),
				content: 'Refunds take a week',
				memoryType: '={{ "procedure" }}',
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/memories`,
					body: { content: 'Refunds take a week', memory_type: 'procedure' },
				},
			],
			items: [expect.objectContaining({ memory_type: 'procedure' })],
		},
		{
			operation: 'get',
			parameters: { memoryId: byId(london) },
			requests: [{ method: 'GET', path: `/api/v1/memories/${london}` }],
			items: [expect.objectContaining({ id: london, content: 'Ada lives in London' })],
		},
		{
			operation: 'getAll',
			parameters: { agentId: byId(agents.support), returnAll: true },
			requests: [
				{
					method: 'GET',
					path: `/api/v1/agents/${agents.support}/memories`,
					query: { page: '1', limit: '100' },
				},
			],
			items: [
				expect.objectContaining({ id: refunds }),
				expect.objectContaining({ id: london }),
				expect.objectContaining({ id: english }),
			],
		},
		{
			operation: 'search',
			parameters: {
				agentId: byId(agents.support),
				query: 'ada',
				limit: 5,
				additionalFields: { threshold: 0.6 },
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/memories/search`,
					body: { query: 'ada', limit: 5, threshold: 0.6 },
				},
			],
			items: [expect.objectContaining({ id: english, content: 'Ada prefers answers in English' })],
		},
		{
			operation: 'search',
			parameters: { agentId: byId(agents.support), query: 'nobody knows', simplify: false },
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/memories/search`,
					body: { query: 'nobody knows', limit: 50 },
				},
			],
			items: [],
		},
		{
			operation: 'delete',
			parameters: { memoryId: byId(london) },
			requests: [{ method: 'DELETE', path: `/api/v1/memories/${london}` }],
			items: [{ deleted: true }],
		},
		{
			operation: 'delete',
			startsElsewhere: 'all memories of an agent are deleted at the agent',
			parameters: { scope: 'all', agentId: byId(agents.support) },
			requests: [{ method: 'DELETE', path: `/api/v1/agents/${agents.support}/memories` }],
			items: [{ deleted: true, count: 3 }],
		},
	]),
];
