import { byId, type CaseBuilder, casesOf } from '../../contractCase';

const NODE = 'promptRailsAgent';

/** What else the second generation adds to agents. */
export const secondAgentCases: CaseBuilder = ({ agents, agentVersions, llmModels, mcpTools, prompts }) => {
	const playground = `/api/v1/agents/${agents.support}/playground`;
	const versions = `/api/v1/agents/${agents.support}/versions`;
	return [
		...casesOf(NODE, 'agent', [
			{
				operation: 'playground',
				parameters: {
					agentId: byId(agents.support),
					inputMode: 'json',
					input: '{"word": "hello"}',
					additionalFields: {
						userPrompt: 'Say the word',
						systemPrompt: 'Be short',
						inputSchema: '{"required": ["word"]}',
						versionId: byId(agentVersions.supportCurrent),
					},
				},
				requests: [
					{
						method: 'POST',
						path: playground,
						body: {
							input: { word: 'hello' },
							prompt_override: {
								user_prompt: 'Say the word',
								system_prompt: 'Be short',
								input_schema: { required: ['word'] },
							},
							version_id: agentVersions.supportCurrent,
						},
					},
				],
				items: [expect.objectContaining({ output: 'Answer to: Say the word' })],
			},
			{
				operation: 'playground',
				parameters: {
					agentId: byId(agents.support),
					inputMode: 'json',
					input: '{"name": "Ada", "question": "Where?"}',
				},
				requests: [
					{
						method: 'POST',
						path: playground,
						body: { input: { name: 'Ada', question: 'Where?' }, prompt_override: {} },
					},
				],
				items: [expect.objectContaining({ cost: expect.any(Number), trace_id: expect.any(String) })],
			},
			{
				operation: 'create',
				parameters: { name: 'Order Agent', type: 'agent' },
				requests: [{ method: 'POST', path: '/api/v1/agents', body: { name: 'Order Agent', type: 'agent' } }],
				items: [expect.objectContaining({ name: 'Order Agent', type: 'agent' })],
			},
		]),
		...casesOf(NODE, 'version', [
			{
				operation: 'create',
				parameters: {
					agentId: byId(agents.support),
					version: '2.0.0',
					configMode: 'fields',
					type: 'simple',
					promptId: byId(prompts.support),
					simplify: false,
					apiV2Fields: {
						modelId: byId(llmModels.medium),
						fallbackModelId: byId(llmModels.medium),
						temperature: 0.2,
						topP: 0.9,
						topK: 40,
						maxTokens: 500,
						maxCost: 0.25,
						maxTotalTokens: 10000,
						maxToolCalls: 5,
						maxChildren: 3,
						maxDepth: 2,
						approvalMode: 'assigned',
						approverIds: 'ada, grace',
						cacheTimeout: 60,
						vfsEnabled: true,
						maskingEnabled: false,
						tools: { rows: [{ toolId: byId(mcpTools.handbook), requiresApproval: true }] },
						subAgents: {
							rows: [
								{
									subAgentId: byId(agents.refund),
									alias: 'refunds',
									mode: 'handoff',
									contextMode: 'window',
								},
								{ subAgentId: byId(agents.chain), alias: 'summaries', description: 'Shortens texts' },
							],
						},
						guardrails: {
							rows: [
								{ scannerType: 'pii', action: 'redact', config: '{"threshold": 0.8}' },
								{
									type: 'output',
									scannerType: '__other',
									customScannerType: 'invisible_text',
									isActive: false,
								},
							],
						},
					},
				},
				requests: [
					{
						method: 'POST',
						path: versions,
						body: {
							version: '2.0.0',
							config: { type: 'simple', prompt_id: prompts.support },
							model_config: {
								model_id: llmModels.medium,
								fallback_model_id: llmModels.medium,
								temperature: 0.2,
								top_p: 0.9,
								top_k: 40,
								max_tokens: 500,
							},
							run_budget: {
								max_cost: 0.25,
								max_total_tokens: 10000,
								max_tool_calls: 5,
								max_children: 3,
								max_depth: 2,
							},
							approval_policy: { mode: 'assigned', member_ids: ['ada', 'grace'] },
							cache_timeout: 60,
							vfs_enabled: true,
							masking_enabled: false,
							tools: [
								{
									mcp_tool_id: mcpTools.handbook,
									requires_approval: true,
									no_retry: false,
									sort_order: 0,
								},
							],
							sub_agents: [
								{
									agent_id: agents.refund,
									alias: 'refunds',
									mode: 'handoff',
									context_mode: 'window',
									requires_approval: false,
									sort_order: 0,
								},
								{
									agent_id: agents.chain,
									alias: 'summaries',
									description: 'Shortens texts',
									mode: 'delegate',
									context_mode: 'task',
									requires_approval: false,
									sort_order: 1,
								},
							],
							guardrails: [
								{
									type: 'input',
									scanner_type: 'pii',
									action: 'redact',
									is_active: true,
									config: { threshold: 0.8 },
									sort_order: 0,
								},
								{
									type: 'output',
									scanner_type: 'invisible_text',
									action: 'block',
									is_active: false,
									sort_order: 1,
								},
							],
						},
					},
				],
				items: [
					expect.objectContaining({
						version: '2.0.0',
						vfs_enabled: true,
						sub_agents: [
							expect.objectContaining({ alias: 'refunds' }),
							expect.objectContaining({ alias: 'summaries' }),
						],
					}),
				],
			},
		]),
		...casesOf(NODE, 'guardrail', [
			{
				operation: 'getScanners',
				parameters: { returnAll: true },
				requests: [{ method: 'GET', path: '/api/v1/guardrails/scanners' }],
				items: expect.arrayContaining([
					expect.objectContaining({ type: 'pii', label: 'Personal Data', enabled: true }),
				]),
			},
		]),
	];
};
