import type { INodeParameters } from 'n8n-workflow';

import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsAgent';

export const agentVersionCases: CaseBuilder = ({ agents, agentVersions, prompts }) => {
	const ofType: Record<string, string> = {
		simple: agents.support,
		chain: agents.chain,
		multi_agent: agents.multiAgent,
		workflow: agents.workflow,
		composite: agents.composite,
	};
	return [
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
	];
};

type Config = [INodeParameters, Record<string, unknown>];

const configCases = (byType: Record<string, Config>): Array<[string, ...Config]> =>
	Object.entries(byType).map(([type, config]) => [type, ...config]);
