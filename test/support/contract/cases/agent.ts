import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsAgent';

export const agentCases: CaseBuilder = ({ agents, agentVersions }) => [
	...casesOf(NODE, 'agent', [
		{
			operation: 'execute',
			parameters: {
				agentId: byId(agents.support),
				inputMode: 'json',
				input: '{"name": "Ada", "question": "Where is my order?"}',
				additionalFields: {
					sessionId: 's-1',
					versionId: byId(agentVersions.supportCurrent),
					metadata: '{"ticket": 7}',
				},
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/execute`,
					body: {
						input: { name: 'Ada', question: 'Where is my order?' },
						session_id: 's-1',
						version_id: agentVersions.supportCurrent,
						metadata: { ticket: 7 },
						sync: true,
					},
				},
			],
			items: [
				{
					output: 'Hello Ada, about "Where is my order?": we are looking into it.',
					status: 'completed',
					execution_id: expect.any(String),
					trace_id: expect.any(String),
					token_usage: expect.objectContaining({ total_tokens: expect.any(Number) }),
					cost: expect.any(Number),
					duration_ms: expect.any(Number),
				},
			],
		},
		{
			operation: 'preview',
			parameters: {
				agentId: byId(agents.support),
				inputMode: 'json',
				input: '{"name": "Ada", "question": "Why?"}',
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.support}/preview`,
					body: { input: { name: 'Ada', question: 'Why?' } },
				},
			],
			items: [expect.any(Object)],
		},
		{
			operation: 'create',
			parameters: { name: 'Triage', type: 'chain', additionalFields: { description: 'Sorts tickets' } },
			requests: [
				{
					method: 'POST',
					path: '/api/v1/agents',
					body: { name: 'Triage', type: 'chain', description: 'Sorts tickets' },
				},
			],
			items: [
				expect.objectContaining({
					id: expect.any(String),
					name: 'Triage',
					type: 'chain',
					status: 'active',
				}),
			],
		},
		{
			operation: 'get',
			parameters: { agentId: byId(agents.support) },
			requests: [{ method: 'GET', path: `/api/v1/agents/${agents.support}` }],
			items: [
				expect.objectContaining({
					id: agents.support,
					name: 'Support Agent',
					current_version: expect.objectContaining({ id: agentVersions.supportCurrent }),
				}),
			],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 2, filters: { type: 'simple', name: 'support' } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/agents',
					query: { page: '1', limit: '2', type: 'simple', name: 'support' },
				},
			],
			items: [expect.objectContaining({ id: agents.support })],
		},
		{
			operation: 'update',
			parameters: { agentId: byId(agents.support), additionalFields: { name: 'Support', description: '' } },
			requests: [
				{
					method: 'PATCH',
					path: `/api/v1/agents/${agents.support}`,
					body: { name: 'Support', description: '' },
				},
			],
			items: [expect.objectContaining({ id: agents.support, name: 'Support', description: '' })],
		},
		{
			operation: 'delete',
			parameters: { agentId: byId(agents.support) },
			requests: [{ method: 'DELETE', path: `/api/v1/agents/${agents.support}` }],
			items: [{ deleted: true }],
		},
	]),
];
