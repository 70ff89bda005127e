import { byId, type CaseBuilder, casesOf } from '../contractCase';

const SESSION = expect.stringMatching(/^n8n-[0-9a-f]{32}$/) as string;
const KEY = expect.stringMatching(/^[0-9a-f]{32}$/) as string;

export const approvalCases: CaseBuilder = ({ agents, approvals, executions }) => [
	...casesOf('promptRailsApproval', null, [
		{
			operation: 'sendAndWait',
			parameters: {
				agentId: byId(agents.refund),
				inputMode: 'json',
				input: '{"order_id": "A", "amount": 10}',
				waitMode: 'hold',
			},
			startsElsewhere: 'it looks for a run that an earlier try has started',
			// The run pauses at once, and the time to decide is over.
			prepare: ({ settings }) => {
				Object.assign(settings, { asyncRunMs: 0, approvalTtlMs: -600_000, expiredStatus: 'pending' });
			},
			requests: [
				{
					method: 'GET',
					path: '/api/v1/executions',
					query: { session_id: SESSION, page: '1', limit: '100' },
				},
				{
					method: 'POST',
					path: `/api/v1/agents/${agents.refund}/execute`,
					body: {
						input: { order_id: 'A', amount: 10 },
						session_id: SESSION,
						metadata: { n8n: { key: KEY } },
						sync: false,
					},
				},
				{
					method: 'GET',
					path: expect.stringMatching(/^\/api\/v1\/executions\/\w+$/) as string,
				},
				{ method: 'GET', path: '/api/v1/approvals', query: { page: '1', limit: '100', status: 'pending' } },
			],
			items: [
				{
					decision: 'expired',
					message: 'This was not approved.',
					reason: null,
					decided_by: null,
					approval: expect.objectContaining({ status: 'pending', agent_id: agents.refund }),
					execution: expect.objectContaining({ status: 'awaiting_approval', session_id: SESSION }),
					result: null,
				},
			],
		},
		{
			operation: 'wait',
			parameters: { approvalId: byId(approvals.approved), waitMode: 'hold' },
			requests: [{ method: 'GET', path: `/api/v1/approvals/${approvals.approved}` }],
			items: [expect.objectContaining({ id: approvals.approved, status: 'approved' })],
		},
		{
			operation: 'decide',
			parameters: {
				approvalId: byId(approvals.pending),
				decision: 'approved',
				additionalFields: { reason: 'Checked the invoice' },
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/approvals/${approvals.pending}/decide`,
					body: { decision: 'approved', reason: 'Checked the invoice' },
				},
			],
			items: [
				{
					id: approvals.pending,
					status: 'approved',
					execution_id: executions.awaitingApproval,
					agent_id: expect.any(String),
					checkpoint_name: expect.any(String),
					payload: expect.any(Object),
					reason: 'Checked the invoice',
					decided_by: expect.any(String),
					decided_at: expect.any(String),
					expires_at: expect.any(String),
					created_at: expect.any(String),
				},
			],
		},
		{
			operation: 'decide',
			parameters: { approvalId: byId(approvals.pending), decision: 'rejected', simplify: false },
			requests: [
				{
					method: 'POST',
					path: `/api/v1/approvals/${approvals.pending}/decide`,
					body: { decision: 'rejected' },
				},
			],
			items: [
				expect.objectContaining({
					id: approvals.pending,
					status: 'rejected',
					reason: null,
					workspace_id: expect.any(String),
				}),
			],
		},
		{
			operation: 'get',
			parameters: { approvalId: byId(approvals.pending) },
			requests: [{ method: 'GET', path: `/api/v1/approvals/${approvals.pending}` }],
			items: [
				expect.objectContaining({
					id: approvals.pending,
					status: 'pending',
					execution_id: executions.awaitingApproval,
					decided_at: null,
				}),
			],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: true, filters: { status: 'pending' } },
			requests: [
				{ method: 'GET', path: '/api/v1/approvals', query: { page: '1', limit: '100', status: 'pending' } },
			],
			items: [expect.objectContaining({ id: approvals.pending, status: 'pending' })],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 5, filters: { status: '__other', customStatus: 'expired' } },
			requests: [
				{ method: 'GET', path: '/api/v1/approvals', query: { page: '1', limit: '5', status: 'expired' } },
			],
			items: [],
		},
	]),
];
