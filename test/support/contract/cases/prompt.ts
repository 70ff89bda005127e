import { mappedInput } from '../../../host';
import { byId, type CaseBuilder, casesOf, type ContractCase, type Ids } from '../contractCase';

const NODE = 'promptRailsPrompt';

export const promptCases: CaseBuilder = (ids) => [...ofRuns(ids), ...ofPrompts(ids), ...ofVersions(ids)];

const ofRuns = ({ credentials, llmModels, prompts, promptVersions }: Ids): ContractCase[] => {
	const answer = {
		token_usage: expect.objectContaining({ total_tokens: expect.any(Number) }),
		cost: expect.any(Number),
		duration_ms: expect.any(Number),
		model: 'gpt-4o-mini',
		trace_id: expect.any(String),
	};
	return casesOf(NODE, 'prompt', [
		{
			operation: 'run',
			parameters: {
				promptId: byId(prompts.support),
				inputMode: 'fields',
				inputFields: mappedInput({ name: 'Ada', question: 'Where is "it"?\nNow?' }, false),
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/prompts/${prompts.support}/run`,
					body: {
						user_prompt: '',
						llm_model_id: '',
						input: { name: 'Ada', question: 'Where is "it"?\nNow?' },
					},
				},
			],
			items: [{ output: 'Answer to: Answer Ada: Where is "it"?\nNow?', ...answer }],
		},
		{
			operation: 'run',
			parameters: {
				promptId: byId(prompts.summary),
				inputMode: 'json',
				input: '{"text": "A long story"}',
				additionalFields: {
					userPrompt: 'Shorten: {{ text }}',
					llmModelId: byId(llmModels.large),
					fallbackLlmModelId: byId(llmModels.small),
					systemPrompt: 'Be brief.',
					temperature: 0.1,
					maxTokens: 50,
					topP: 0.9,
					topK: 20,
					outputSchema: '{"type": "object"}',
					tools: '["search"]',
					initialMessages: '[{"role": "user", "content": "Hi"}]',
					credentialId: byId(credentials.openai),
					cacheTimeout: 60,
					reasoningEffort: 'low',
					webSearch: false,
					promptCaching: true,
				},
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/prompts/${prompts.summary}/run`,
					body: {
						user_prompt: 'Shorten: {{ text }}',
						llm_model_id: llmModels.large,
						fallback_llm_model_id: llmModels.small,
						system_prompt: 'Be brief.',
						temperature: 0.1,
						max_tokens: 50,
						top_p: 0.9,
						top_k: 20,
						output_schema: { type: 'object' },
						tools: ['search'],
						initial_messages: [{ role: 'user', content: 'Hi' }],
						credential_id: credentials.openai,
						cache_timeout: 60,
						reasoning_effort: 'low',
						web_search: false,
						prompt_caching: true,
						input: { text: 'A long story' },
					},
				},
			],
			items: [{ ...answer, output: 'Answer to: Shorten: A long story', model: 'claude-sonnet-4' }],
		},
		{
			operation: 'preview',
			parameters: {
				promptId: byId(prompts.support),
				inputMode: 'json',
				input: '={{ ({ question: "Why?" }) }}',
				additionalFields: { versionId: byId(promptVersions.support) },
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/prompts/${prompts.support}/preview`,
					body: { input: { question: 'Why?' }, version_id: promptVersions.support },
				},
			],
			items: [expect.objectContaining({ version_id: promptVersions.support, user_prompt: 'Why?' })],
		},
	]);
};

const ofPrompts = ({ prompts, promptVersions }: Ids): ContractCase[] =>
	casesOf(NODE, 'prompt', [
		{
			operation: 'create',
			parameters: { name: 'Triage', additionalFields: { description: 'Sorts tickets' } },
			requests: [
				{
					method: 'POST',
					path: '/api/v1/prompts',
					body: { name: 'Triage', description: 'Sorts tickets' },
				},
			],
			items: [expect.objectContaining({ id: expect.any(String), name: 'Triage' })],
		},
		{
			operation: 'get',
			parameters: { promptId: byId(prompts.support) },
			requests: [{ method: 'GET', path: `/api/v1/prompts/${prompts.support}` }],
			items: [
				expect.objectContaining({
					id: prompts.support,
					current_version: expect.objectContaining({ id: promptVersions.supportCurrent }),
				}),
			],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 2 },
			requests: [{ method: 'GET', path: '/api/v1/prompts', query: { page: '1', limit: '2' } }],
			items: [
				expect.objectContaining({ id: prompts.translate }),
				expect.objectContaining({ id: prompts.summary }),
			],
		},
		{
			operation: 'update',
			parameters: {
				promptId: byId(prompts.support),
				additionalFields: { name: 'Support', description: '', status: 'archived' },
			},
			requests: [
				{
					method: 'PATCH',
					path: `/api/v1/prompts/${prompts.support}`,
					body: { name: 'Support', description: '', status: 'archived' },
				},
			],
			items: [expect.objectContaining({ id: prompts.support, name: 'Support', status: 'archived' })],
		},
		{
			operation: 'delete',
			parameters: { promptId: byId(prompts.support) },
			requests: [{ method: 'DELETE', path: `/api/v1/prompts/${prompts.support}` }],
			items: [{ deleted: true }],
		},
	]);

const ofVersions = ({ llmModels, prompts, promptVersions }: Ids): ContractCase[] => {
	const path = `/api/v1/prompts/${prompts.support}/versions`;
	return casesOf(NODE, 'version', [
		{
			operation: 'create',
			parameters: {
				promptId: byId(prompts.support),
				version: '2.0.0',
				userPrompt: 'Help {{ name }}',
				additionalFields: {
					systemPrompt: 'You help.',
					llmModelId: byId(llmModels.large),
					fallbackLlmModelId: byId(llmModels.small),
					temperature: 0,
					maxTokens: 200,
					topP: 0.5,
					inputSchema: '{"type": "object"}',
					outputSchema: '{"type": "string"}',
					config: '{"team": "support"}',
					setCurrent: true,
					message: 'Shorter',
					cacheTimeout: 30,
				},
			},
			requests: [
				{
					method: 'POST',
					path,
					body: {
						version: '2.0.0',
						user_prompt: 'Help {{ name }}',
						system_prompt: 'You help.',
						llm_model_id: llmModels.large,
						fallback_llm_model_id: llmModels.small,
						temperature: 0,
						max_tokens: 200,
						top_p: 0.5,
						input_schema: { type: 'object' },
						output_schema: { type: 'string' },
						config: { team: 'support' },
						set_current: true,
						message: 'Shorter',
						cache_timeout: 30,
					},
				},
			],
			items: [
				{
					id: expect.any(String),
					prompt_id: prompts.support,
					version: '2.0.0',
					is_current: true,
					message: 'Shorter',
					system_prompt: 'You help.',
					user_prompt: 'Help {{ name }}',
					llm_model_id: llmModels.large,
					input_schema: { type: 'object' },
					created_at: expect.any(String),
				},
			],
		},
		{
			operation: 'getAll',
			parameters: { promptId: byId(prompts.support), returnAll: true },
			requests: [{ method: 'GET', path }],
			items: [
				expect.objectContaining({ id: promptVersions.supportCurrent, is_current: true }),
				expect.objectContaining({ id: promptVersions.support, is_current: false }),
			],
		},
		{
			operation: 'promote',
			parameters: { promptId: byId(prompts.support), versionId: byId(promptVersions.support) },
			requests: [{ method: 'PUT', path: `${path}/${promptVersions.support}/promote`, body: {} }],
			items: [expect.objectContaining({ id: promptVersions.support, is_current: true })],
		},
	]);
};
