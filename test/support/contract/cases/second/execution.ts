import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../../../emulator';
import { byId, type CaseBuilder, casesOf, type ExpectedRequest } from '../../contractCase';

const NODE = 'promptRailsExecution';

/** Has the support agent run with itself as its sub-agent, once. */
async function runTree(emulator: Emulator): Promise<INodeParameters> {
	const { store, ids } = emulator;
	const version = store.currentAgentVersion(ids.agents.support);
	if (version) store.agentVersions.update(version, subAgent(ids.agents.support));
	const response = await fetch(`${emulator.url}/api/v1/agents/${ids.agents.support}/execute`, {
		method: 'POST',
		headers: { 'X-API-Key': emulator.apiKey },
		body: JSON.stringify({ input: { name: 'Ada', question: 'Where?' }, session_id: 'tree' }),
	});
	const { data } = (await response.json()) as { data: { execution_id: string } };
	return { executionId: byId(data.execution_id) };
}

const subAgent = (agent_id: string) => ({ sub_agents: [{ agent_id }], run_budget: { max_depth: 1 } });

/** Runs, traces and assets of the second generation. */
export const secondExecutionCases: CaseBuilder = ({ agents, assets, executions }) => {
	const picture = `/api/v1/assets/${assets.picture}`;
	const shown = {
		id: assets.picture,
		type: 'image_gen',
		provider: 'fal',
		model: null,
		file_name: 'parcel.png',
		file_size: 70,
		mime_type: 'image/png',
		prompt: 'A parcel on its way',
		execution_id: executions.completed,
		agent_id: agents.support,
		created_at: expect.any(String) as string,
	};
	const signed = { expires: expect.any(String) as string, signature: expect.any(String) as string };
	return [
		...casesOf(NODE, 'execution', [
			{
				operation: 'cancel',
				parameters: { executionId: byId(executions.awaitingApproval) },
				requests: [
					{
						method: 'POST',
						path: `/api/v1/executions/${executions.awaitingApproval}/cancel`,
						body: {},
					},
				],
				items: [
					expect.objectContaining({
						execution_id: executions.awaitingApproval,
						status: 'cancel_requested',
					}),
				],
			},
			{
				operation: 'getTree',
				parameters: {},
				prepare: runTree,
				requests: [
					{
						method: 'GET',
						path: expect.stringMatching(/^\/api\/v1\/executions\/\w+\/tree$/) as string,
					} satisfies ExpectedRequest,
				],
				items: [
					{
						output: expect.stringContaining('Ada'),
						status: 'completed',
						execution_id: expect.any(String),
						trace_id: expect.any(String),
						token_usage: expect.any(Object),
						cost: expect.any(Number),
						duration_ms: expect.any(Number),
						input: { name: 'Ada', question: 'Where?' },
						agent_id: agents.support,
						session_id: 'tree',
						error: '',
						created_at: expect.any(String),
						children: [expect.objectContaining({ agent_id: agents.support, children: [] })],
					},
				],
			},
		]),
		...casesOf(NODE, 'trace', [
			{
				operation: 'getPiiReport',
				parameters: { filters: { agentId: byId(agents.support), dateFrom: '2020-01-31' } },
				requests: [
					{
						method: 'GET',
						path: '/api/v1/traces/pii-report',
						query: { agent_id: agents.support, date_from: '2020-01-31T00:00:00.000Z' },
					},
				],
				items: [
					{
						total_spans: expect.any(Number),
						spans_with_pii: expect.any(Number),
						entities: expect.any(Object),
					},
				],
			},
			{
				operation: 'ingest',
				parameters: { spansFrom: 'json', spans: '[{"trace_id": "t1", "span_id": "s1", "name": "search"}]' },
				requests: [
					{
						method: 'POST',
						path: '/api/v1/traces/ingest',
						body: { spans: [{ trace_id: 't1', span_id: 's1', name: 'search' }] },
					},
				],
				items: [{ ingested: 1 }],
			},
			{
				operation: 'getSummary',
				parameters: {
					filters: {
						agentId: byId(agents.support),
						dateFrom: '2020-01-31',
						kind: 'agent',
						status: 'ok',
						level: 'default',
					},
				},
				requests: [
					{
						method: 'GET',
						path: '/api/v1/traces/summary',
						query: {
							agent_id: agents.support,
							date_from: '2020-01-31T00:00:00.000Z',
							kind: 'agent',
							status: 'ok',
							level: 'default',
						},
					},
				],
				items: [
					{
						total_traces: 2,
						total_tokens: expect.any(Number),
						total_cost: expect.any(Number),
						avg_duration_ms: expect.any(Number),
						error_count: 0,
						unique_models: expect.any(Number),
						unique_sessions: 1,
					},
				],
			},
		]),
		...casesOf(NODE, 'asset', [
			{
				operation: 'getLink',
				parameters: { assetId: byId(assets.picture) },
				requests: [{ method: 'GET', path: `${picture}/signed-url` }],
				items: [{ url: expect.stringContaining(assets.picture), expires_at: expect.any(String) }],
			},
			{
				operation: 'getAll',
				parameters: {
					returnAll: true,
					filters: { executionId: byId(executions.completed), type: 'image_gen', provider: 'fal' },
				},
				requests: [
					{
						method: 'GET',
						path: '/api/v1/assets',
						query: {
							page: '1',
							limit: '100',
							execution_id: executions.completed,
							type: 'image_gen',
							provider: 'fal',
						},
					},
				],
				items: [shown],
			},
			{
				operation: 'get',
				parameters: { assetId: byId(assets.picture) },
				requests: [{ method: 'GET', path: picture }],
				items: [shown],
			},
			{
				operation: 'download',
				startsElsewhere: 'what is known of the asset is read first',
				parameters: { assetId: byId(assets.picture), outputDataFieldName: 'picture' },
				requests: [
					{ method: 'GET', path: picture },
					{ method: 'GET', path: `${picture}/signed-url` },
					{ method: 'GET', path: `/assets/${assets.picture}`, query: signed },
				],
				items: [shown],
			},
			{
				operation: 'delete',
				parameters: { assetId: byId(assets.picture) },
				requests: [{ method: 'DELETE', path: picture }],
				items: [{ deleted: true }],
			},
		]),
	];
};
