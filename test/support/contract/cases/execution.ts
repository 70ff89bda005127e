import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsExecution';

const totals = {
	total_cost: expect.any(Number),
	total_executions: expect.any(Number),
	total_tokens: expect.any(Number),
	daily_costs: expect.arrayContaining([{ date: expect.any(String), cost: expect.any(Number) }]),
};

export const executionCases: CaseBuilder = ({ agents, chatSessions, executions, traces }) => [
	...casesOf(NODE, 'execution', [
		{
			operation: 'wait',
			parameters: { executionId: byId(executions.completed), waitMode: 'hold' },
			requests: [{ method: 'GET', path: `/api/v1/executions/${executions.completed}` }],
			items: [expect.objectContaining({ execution_id: executions.completed, status: 'completed' })],
		},
		{
			operation: 'stream',
			parameters: { executionId: byId(executions.completed), options: { includeEvents: true } },
			requests: [
				{
					method: 'GET',
					path: `/api/v1/executions/${executions.completed}/stream`,
					headers: { accept: 'text/event-stream' },
				},
				{ method: 'GET', path: `/api/v1/executions/${executions.completed}` },
			],
			items: [
				expect.objectContaining({
					output: expect.stringContaining('Where is my order?'),
					status: 'completed',
					execution_id: executions.completed,
					trace_id: traces.completed,
					events: expect.any(Array),
				}),
			],
		},
		{
			operation: 'get',
			parameters: { executionId: byId(executions.completed) },
			requests: [{ method: 'GET', path: `/api/v1/executions/${executions.completed}` }],
			items: [
				{
					output: expect.stringContaining('Where is my order?'),
					status: 'completed',
					execution_id: executions.completed,
					trace_id: traces.completed,
					token_usage: expect.objectContaining({ total_tokens: expect.any(Number) }),
					cost: expect.any(Number),
					duration_ms: expect.any(Number),
					input: { name: 'Ada', question: 'Where is my order?' },
					agent_id: agents.support,
					session_id: chatSessions.ada,
					error: '',
					created_at: expect.any(String),
				},
			],
		},
		{
			operation: 'get',
			parameters: { executionId: byId(executions.completed), simplify: false },
			requests: [{ method: 'GET', path: `/api/v1/executions/${executions.completed}` }],
			items: [
				expect.objectContaining({
					id: executions.completed,
					input: { name: 'Ada', question: 'Where is my order?' },
				}),
			],
		},
		{
			operation: 'getAll',
			parameters: {
				returnAll: true,
				filters: {
					agentId: byId(agents.support),
					sessionId: byId(chatSessions.ada),
					status: 'completed',
				},
			},
			requests: [
				{
					method: 'GET',
					path: '/api/v1/executions',
					query: {
						page: '1',
						limit: '100',
						agent_id: agents.support,
						session_id: chatSessions.ada,
						status: 'completed',
					},
				},
			],
			items: [
				expect.objectContaining({ execution_id: executions.followUp }),
				expect.objectContaining({ execution_id: executions.completed }),
			],
		},
		{
			operation: 'getAll',
			parameters: { limit: 1, filters: { status: '__other', customStatus: 'cancel_requested' } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/executions',
					query: { page: '1', limit: '1', status: 'cancel_requested' },
				},
			],
			items: [],
		},
	]),
	...casesOf(NODE, 'trace', [
		{
			operation: 'get',
			parameters: { traceId: byId(traces.failed) },
			requests: [{ method: 'GET', path: `/api/v1/traces/${traces.failed}` }],
			items: expect.arrayContaining([
				{
					id: expect.any(String),
					trace_id: traces.failed,
					span_id: expect.any(String),
					parent_span_id: '',
					name: expect.any(String),
					kind: 'agent',
					status: 'error',
					error_message: expect.stringMatching(/./),
					input: { fail: true },
					output: null,
					model_name: null,
					total_tokens: expect.any(Number),
					cost: expect.any(Number),
					started_at: expect.any(String),
					duration_ms: expect.any(Number),
				},
			]),
		},
		{
			operation: 'getAll',
			parameters: {
				limit: 5,
				filters: {
					agentId: byId(agents.support),
					executionId: byId(executions.completed),
					kind: 'agent',
					status: 'ok',
					traceId: byId(traces.completed),
				},
			},
			requests: [
				{
					method: 'GET',
					path: '/api/v1/traces',
					query: {
						page: '1',
						limit: '5',
						agent_id: agents.support,
						execution_id: executions.completed,
						kind: 'agent',
						status: 'ok',
						trace_id: traces.completed,
					},
				},
			],
			items: [expect.objectContaining({ trace_id: traces.completed, kind: 'agent', status: 'ok' })],
		},
		{
			operation: 'getAll',
			parameters: { limit: 1, filters: { modelName: 'gpt-4o', kind: '__other', customKind: 'llm' } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/traces',
					query: { page: '1', limit: '1', model_name: 'gpt-4o', kind: 'llm' },
				},
			],
			items: expect.any(Array),
		},
	]),
	...casesOf(NODE, 'session', [
		{
			operation: 'get',
			parameters: { sessionId: byId(chatSessions.ada) },
			requests: [{ method: 'GET', path: `/api/v1/sessions/${chatSessions.ada}` }],
			items: [
				{
					session_id: chatSessions.ada,
					trace_count: 2,
					total_tokens: expect.any(Number),
					total_cost: expect.any(Number),
					error_count: 0,
					first_seen: expect.any(String),
					last_seen: expect.any(String),
				},
			],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 3 },
			requests: [{ method: 'GET', path: '/api/v1/sessions', query: { page: '1', limit: '3' } }],
			items: [expect.objectContaining({ session_id: chatSessions.ada, trace_count: 2 })],
		},
	]),
	...casesOf(NODE, 'cost', [
		{
			operation: 'getSummary',
			parameters: { filters: { from: '2020-01-31', to: '2035-01-31T12:00:00+01:00' } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/costs/summary',
					query: { from: '2020-01-31T00:00:00.000Z', to: '2035-01-31T11:00:00.000Z' },
				},
			],
			items: [totals],
		},
		{
			operation: 'getAgentSummary',
			parameters: { agentId: byId(agents.support), filters: { from: '2020-01-31T00:00:00Z' } },
			requests: [
				{
					method: 'GET',
					path: `/api/v1/costs/agents/${agents.support}`,
					query: { from: '2020-01-31T00:00:00.000Z' },
				},
			],
			items: [{ ...totals, total_executions: 2 }],
		},
	]),
	...casesOf(NODE, 'dashboard', [
		{
			operation: 'getMetrics',
			parameters: { filters: { days: 7 } },
			requests: [{ method: 'GET', path: '/api/v1/dashboard/metrics', query: { days: '7' } }],
			items: [
				expect.objectContaining({
					overview: expect.objectContaining({ total_executions: 5 }),
					agent_usage: expect.arrayContaining([
						expect.objectContaining({ agent_id: agents.support, executions: 2 }),
					]),
				}),
			],
		},
	]),
];
