import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../../emulator';
import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsAgent';

export const agentCases: CaseBuilder = ({ agents, agentVersions, prompts }) => {
	const ofType: Record<string, string> = {
		simple: agents.support,
		chain: agents.chain,
		multi_agent: agents.multiAgent,
		workflow: agents.workflow,
		composite: agents.composite,
	};
	return [
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
		...casesOf(NODE, 'version', [
			...configCases({
				simple: [
					{
						promptId: byId(prompts.support),
						additionalFields: { temperature: 0.2, approvalRequired: true, approvalCheckpointName: 'review' },
					},
					{
						prompt_id: prompts.support,
						temperature: 0.2,
						approval_required: true,
						approval_checkpoint_name: 'review',
					},
				],
				chain: [
					{
						promptIds: {
							rows: [{ promptId: byId(prompts.support), role: 'draft' }, { promptId: byId(prompts.summary) }],
						},
					},
					{
						prompt_ids: [
							{ prompt_id: prompts.support, role: 'draft', sort_order: 0 },
							{ prompt_id: prompts.summary, role: '', sort_order: 1 },
						],
					},
				],
				multi_agent: [
					{ promptIds: { rows: [{ promptId: byId(prompts.support), role: 'critic' }] } },
					{ prompt_ids: [{ prompt_id: prompts.support, role: 'critic', sort_order: 0 }] },
				],
				workflow: [
					{
						nodes: {
							rows: [
								{ id: 'draft', promptId: byId(prompts.support) },
								{
									id: 'speak',
									dependsOn: 'draft, other',
									nodeType: 'media',
									mediaProvider: 'elevenlabs',
									mediaConfig: '{"voice": "anna"}',
								},
							],
						},
					},
					{
						nodes: [
							{ id: 'draft', depends_on: [], node_type: 'prompt', prompt_id: prompts.support },
							{
								id: 'speak',
								depends_on: ['draft', 'other'],
								node_type: 'media',
								media_provider: 'elevenlabs',
								media_config: { voice: 'anna' },
							},
						],
					},
				],
				composite: [
					{
						steps: {
							rows: [
								{ id: 'ask', stepAgentId: byId(agents.support), inputMapping: '{"name": "input.name"}' },
							],
						},
					},
					{ steps: [{ id: 'ask', agent_id: agents.support, input_mapping: { name: 'input.name' } }] },
				],
			}).map(([type, parameters, config]) => ({
				operation: 'create',
				parameters: {
					agentId: byId(ofType[type]),
					version: '2.0.0',
					configMode: 'fields',
					type,
					...parameters,
				},
				requests: [
					{
						method: 'POST',
						path: `/api/v1/agents/${ofType[type]}/versions`,
						body: { version: '2.0.0', config: { type, ...config } },
					},
				],
				items: [
					expect.objectContaining({ id: expect.any(String), version: '2.0.0', agent_id: ofType[type] }),
				],
			})),
			{
				operation: 'create',
				parameters: {
					agentId: byId(agents.support),
					version: '2.0.0',
					configMode: 'json',
					config: `{"type": "simple", "prompt_id": "${prompts.support}"}`,
					additionalFields: {
						inputSchema: '{"properties": {"topic": {"type": "string"}}}',
						setCurrent: true,
						message: 'Now about topics',
					},
				},
				requests: [
					{
						method: 'POST',
						path: `/api/v1/agents/${agents.support}/versions`,
						body: {
							version: '2.0.0',
							config: { type: 'simple', prompt_id: prompts.support },
							input_schema: { properties: { topic: { type: 'string' } } },
							set_current: true,
							message: 'Now about topics',
						},
					},
				],
				items: [expect.objectContaining({ is_current: true, message: 'Now about topics' })],
			},
			{
				operation: 'getAll',
				parameters: { agentId: byId(agents.support), returnAll: true },
				requests: [{ method: 'GET', path: `/api/v1/agents/${agents.support}/versions` }],
				items: expect.arrayContaining([
					expect.objectContaining({ id: agentVersions.supportCurrent, is_current: true }),
				]),
			},
			{
				operation: 'promote',
				parameters: { agentId: byId(agents.support), versionId: byId(agentVersions.support) },
				requests: [
					{
						method: 'PUT',
						path: `/api/v1/agents/${agents.support}/versions/${agentVersions.support}/promote`,
						body: {},
					},
				],
				items: [expect.objectContaining({ id: agentVersions.support, is_current: true })],
			},
		]),
		...casesOf(NODE, 'guardrail', [
			{
				operation: 'create',
				parameters: {
					agentId: byId(agents.support),
					type: 'output',
					scannerType: 'pii',
					action: 'redact',
					additionalFields: { config: '{"threshold": 0.8}' },
				},
				requests: [
					{
						method: 'POST',
						path: `/api/v1/agents/${agents.support}/guardrails`,
						body: {
							type: 'output',
							scanner_type: 'pii',
							action: 'redact',
							is_active: true,
							config: { threshold: 0.8 },
						},
					},
				],
				items: [expect.objectContaining({ id: expect.any(String), scanner_type: 'pii', is_active: true })],
			},
			{
				operation: 'getAll',
				parameters: { agentId: byId(agents.support), returnAll: true },
				requests: [{ method: 'GET', path: `/api/v1/agents/${agents.support}/guardrails` }],
				items: [expect.objectContaining({ agent_id: agents.support })],
				prepare: (emulator) => makeGuardrail(emulator).then(() => undefined),
			},
			{
				operation: 'update',
				parameters: { additionalFields: { action: 'log', isActive: false } },
				requests: [
					{
						method: 'PATCH',
						path: expect.stringMatching(/^\/api\/v1\/guardrails\/\w+$/) as unknown as string,
						body: { action: 'log', is_active: false },
					},
				],
				items: [expect.objectContaining({ action: 'log', is_active: false })],
				prepare: makeGuardrail,
			},
			{
				operation: 'delete',
				parameters: {},
				requests: [
					{
						method: 'DELETE',
						path: expect.stringMatching(/^\/api\/v1\/guardrails\/\w+$/) as unknown as string,
					},
				],
				items: [{ deleted: true }],
				prepare: makeGuardrail,
			},
		]),
		...casesOf(NODE, 'a2a', [
			{
				operation: 'getCard',
				parameters: { agentId: byId(agents.support) },
				requests: [{ method: 'GET', path: `/a2a/agents/${agents.support}/agent-card.json` }],
				items: [expect.objectContaining({ name: 'Support Agent', capabilities: expect.any(Object) })],
			},
			{
				operation: 'send',
				parameters: {
					agentId: byId(agents.flaky),
					text: 'Hello',
					blocking: false,
					additionalFields: { contextId: 'c-1' },
				},
				requests: [
					{
						method: 'POST',
						path: `/a2a/agents/${agents.flaky}`,
						body: {
							jsonrpc: '2.0',
							id: 'item-0',
							method: 'message/send',
							params: {
								message: { role: 'user', parts: [{ type: 'text', text: 'Hello' }] },
								context_id: 'c-1',
								configuration: { blocking: false },
							},
						},
					},
				],
				items: [expect.objectContaining({ id: expect.any(String), context_id: 'c-1' })],
			},
			...['get', 'cancel'].map((operation) => ({
				operation,
				parameters: {},
				requests: [
					{
						method: 'POST',
						path: `/a2a/tasks/${operation}`,
						body: {
							jsonrpc: '2.0',
							id: 'item-0',
							method: `tasks/${operation}`,
							params: { id: expect.any(String) as unknown },
						},
					},
				],
				items: [expect.objectContaining({ id: expect.any(String), status: expect.any(Object) })],
				prepare: startTask,
			})),
			{
				operation: 'getAll',
				parameters: { returnAll: false, limit: 5, filters: { contextId: 'c-9' } },
				requests: [
					{ method: 'GET', path: '/api/v1/a2a/tasks', query: { page: '1', limit: '5', context_id: 'c-9' } },
				],
				items: [expect.objectContaining({ context_id: 'c-9' })],
				prepare: (emulator) => startTask(emulator).then(() => undefined),
			},
		]),
	];
};

type Config = [INodeParameters, Record<string, unknown>];

const configCases = (byType: Record<string, Config>): Array<[string, ...Config]> =>
	Object.entries(byType).map(([type, config]) => [type, ...config]);

/** Calls the emulator as another client would. */
async function post(emulator: Emulator, path: string, body: unknown): Promise<{ id: string }> {
	const response = await fetch(`${emulator.url}${path}`, {
		method: 'POST',
		headers: { 'X-API-Key': emulator.apiKey, 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	const answer = (await response.json()) as { data?: { id: string }; result?: { id: string } };
	const made = answer.data ?? answer.result;
	if (!made) throw new Error(`${path}: ${JSON.stringify(answer)}`);
	return made;
}

async function makeGuardrail(emulator: Emulator): Promise<INodeParameters> {
	const { support } = emulator.ids.agents;
	const { id } = await post(emulator, `/api/v1/agents/${support}/guardrails`, {
		type: 'input',
		scanner_type: 'pii',
	});
	return { guardrailId: byId(id) };
}

async function startTask(emulator: Emulator): Promise<INodeParameters> {
	const { slow } = emulator.ids.agents;
	const { id } = await post(emulator, `/a2a/agents/${slow}`, {
		jsonrpc: '2.0',
		id: 1,
		method: 'message/send',
		params: {
			message: { role: 'user', parts: [{ type: 'text', text: 'Dig' }] },
			context_id: 'c-9',
			configuration: { blocking: false },
		},
	});
	return { taskId: byId(id) };
}
