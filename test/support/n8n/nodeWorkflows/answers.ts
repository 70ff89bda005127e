import { byId } from '../../../locator';
import { from, idFrom, type Ids, type NodeWorkflow } from '../nodeWorkflow';

const DELETED = [{ deleted: true }];

/** What becomes of an agent's answers: remembered, approved, scored and looked into. */
export const aboutAnswers = ({ agents, traces }: Ids): NodeWorkflow[] => [
	{
		about: 'Memory',
		does: 'remember something, find it and forget it',
		steps: [
			{
				name: 'Create',
				node: 'Memory',
				operation: 'create',
				parameters: {
					agentId: byId(agents.refund),
					content: 'Ada moved to Paris',
					memoryType: 'episodic',
					additionalFields: { importance: 0.8 },
				},
				items: [expect.objectContaining({ memory_type: 'episodic', importance: 0.8 })],
			},
			{
				name: 'Search',
				node: 'Memory',
				operation: 'search',
				parameters: {
					agentId: idFrom('Create', 'agent_id'),
					query: 'paris',
					limit: 5,
					additionalFields: { threshold: 0.1 },
				},
				items: [expect.objectContaining({ content: 'Ada moved to Paris' })],
			},
			{
				name: 'Delete',
				node: 'Memory',
				operation: 'delete',
				parameters: { scope: 'one', memoryId: idFrom('Search') },
				items: DELETED,
			},
			{
				name: 'Get Rest',
				node: 'Memory',
				operation: 'getAll',
				parameters: { agentId: byId(agents.refund), returnAll: true },
				items: [],
			},
		],
	},
	{
		about: 'Approval',
		does: 'run an agent that pauses, and approve what it asks',
		steps: [
			{
				name: 'Ask',
				node: 'Agent',
				resource: 'agent',
				operation: 'execute',
				parameters: {
					agentId: byId(agents.refund),
					inputMode: 'json',
					input: '={{ { order_id: "A-7", amount: 12.5 } }}',
				},
				items: [expect.objectContaining({ status: 'awaiting_approval', approval: expect.any(Object) })],
			},
			{
				name: 'Get Pending',
				node: 'Approval',
				operation: 'getAll',
				parameters: { returnAll: false, limit: 1, filters: { status: 'pending' } },
				items: [expect.objectContaining({ status: 'pending', agent_id: agents.refund })],
			},
			{
				name: 'Decide',
				node: 'Approval',
				operation: 'decide',
				parameters: {
					approvalId: idFrom('Get Pending'),
					decision: '={{ $json.payload ? "approved" : "rejected" }}',
					additionalFields: { reason: 'Small amount' },
				},
				items: [expect.objectContaining({ status: 'approved', reason: 'Small amount' })],
			},
			{
				name: 'Get Execution',
				node: 'Execution',
				resource: 'execution',
				operation: 'get',
				parameters: { executionId: idFrom('Ask', 'execution_id') },
				items: [expect.objectContaining({ status: 'completed', output: expect.anything() })],
			},
		],
	},
	{
		about: 'Score',
		does: 'define a scale, score by it and aggregate',
		steps: [
			{
				name: 'Create Config',
				node: 'Score',
				resource: 'config',
				operation: 'create',
				parameters: {
					name: 'tone',
					additionalFields: { dataType: 'numeric', minValue: 0, maxValue: 5 },
				},
				items: [expect.objectContaining({ name: 'tone', min_value: 0, max_value: 5 })],
			},
			{
				name: 'Create',
				node: 'Score',
				resource: 'score',
				operation: 'create',
				parameters: {
					traceId: byId(traces.completed),
					name: from('Create Config', 'name'),
					dataType: 'numeric',
					value: 4,
					source: '__other',
					customSource: 'llm_judge',
					additionalFields: { configId: idFrom('Create Config'), comment: 'Polite' },
				},
				items: [expect.objectContaining({ value: 4, source: 'llm_judge', comment: 'Polite' })],
			},
			{
				name: 'Get',
				node: 'Score',
				resource: 'score',
				operation: 'get',
				parameters: { scoreId: idFrom('Create') },
				items: [expect.objectContaining({ trace_id: traces.completed, name: 'tone', value: 4 })],
			},
			{
				name: 'Update',
				node: 'Score',
				resource: 'score',
				operation: 'update',
				parameters: { scoreId: idFrom('Get'), additionalFields: { value: '={{ $json.value - 1 }}' } },
				items: [expect.objectContaining({ value: 3 })],
			},
			{
				name: 'Aggregate',
				node: 'Score',
				resource: 'score',
				operation: 'aggregate',
				parameters: { filters: { name: from('Get', 'name'), traceId: idFrom('Get', 'trace_id') } },
				items: [{ name: 'tone', count: 1, avg: 3, min: 3, max: 3 }],
			},
			{
				name: 'Delete',
				node: 'Score',
				resource: 'score',
				operation: 'delete',
				parameters: { scoreId: idFrom('Create') },
				items: DELETED,
			},
		],
	},
	{
		about: 'Execution',
		does: 'follow a run and look at its steps and costs',
		steps: [
			{
				name: 'Run',
				node: 'Agent',
				resource: 'agent',
				operation: 'execute',
				parameters: {
					agentId: byId(agents.support),
					runMode: 'start',
					inputMode: 'json',
					input: '{"name": "Ada", "question": "Where is my order?"}',
					additionalFields: { sessionId: 'e2e-session' },
				},
				items: [expect.objectContaining({ execution_id: expect.any(String) })],
			},
			{
				name: 'Stream',
				node: 'Execution',
				resource: 'execution',
				operation: 'stream',
				parameters: { executionId: idFrom('Run', 'execution_id') },
				items: [expect.objectContaining({ status: 'completed', output: expect.stringContaining('Ada') })],
			},
			{
				name: 'Get',
				node: 'Execution',
				resource: 'execution',
				operation: 'get',
				parameters: { executionId: idFrom('Run', 'execution_id') },
				items: [
					expect.objectContaining({
						status: 'completed',
						agent_id: agents.support,
						session_id: 'e2e-session',
					}),
				],
			},
			{
				name: 'Get Trace',
				node: 'Execution',
				resource: 'trace',
				operation: 'get',
				parameters: { traceId: idFrom('Get', 'trace_id') },
				items: expect.arrayContaining([expect.objectContaining({ kind: 'llm', status: 'ok' })]) as unknown[],
			},
			{
				name: 'Get Session',
				node: 'Execution',
				resource: 'session',
				operation: 'get',
				parameters: { sessionId: idFrom('Get', 'session_id') },
				settings: { executeOnce: true },
				items: [expect.objectContaining({ session_id: 'e2e-session' })],
			},
			{
				name: 'Get Costs',
				node: 'Execution',
				resource: 'cost',
				operation: 'getAgentSummary',
				parameters: { agentId: byId(agents.support) },
				items: [expect.objectContaining({ total_cost: expect.any(Number) })],
			},
		],
	},
];
