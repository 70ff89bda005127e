import { byId, type CaseBuilder, casesOf } from '../contractCase';

const NODE = 'promptRailsWorkspace';

/** The models and flow templates of the Workspace node. */
export const workspaceCatalogueCases: CaseBuilder = ({ llmModels, templates }) => [
	...casesOf(NODE, 'llmModel', [
		{
			operation: 'getAll',
			parameters: { returnAll: true, filters: { provider: 'openai' } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/llm-models',
					query: { page: '1', limit: '100', provider: 'openai' },
				},
			],
			items: [
				{
					id: llmModels.medium,
					provider: 'openai',
					model_id: 'gpt-4o',
					display_name: 'GPT-4o',
					input_price: 2.5,
					output_price: 10,
					max_tokens: 8192,
					supports_vision: true,
					supports_tools: true,
					supports_json: true,
				},
				expect.objectContaining({ id: llmModels.small, model_id: 'gpt-4o-mini' }),
			],
		},
		{
			operation: 'getAll',
			parameters: { limit: 1, filters: { provider: '__other', customProvider: 'local' } },
			requests: [
				{ method: 'GET', path: '/api/v1/llm-models', query: { page: '1', limit: '1', provider: 'local' } },
			],
			items: [],
		},
		{
			operation: 'getAvailable',
			parameters: {},
			requests: [{ method: 'GET', path: '/api/v1/llm-models/available' }],
			items: expect.arrayContaining([
				expect.objectContaining({ id: llmModels.large, provider: 'anthropic' }),
				expect.objectContaining({ id: llmModels.medium, provider: 'openai' }),
			]),
		},
		{
			operation: 'getAvailable',
			parameters: { simplify: false },
			requests: [{ method: 'GET', path: '/api/v1/llm-models/available' }],
			items: [
				{
					groups: expect.arrayContaining([expect.objectContaining({ provider: 'openai' })]),
				},
			],
		},
	]),
	...casesOf(NODE, 'template', [
		{
			operation: 'get',
			parameters: { templateId: byId(templates.support) },
			requests: [{ method: 'GET', path: `/api/v1/templates/${templates.support}` }],
			items: [
				{
					id: templates.support,
					name: 'Support desk',
					description: 'Support desk, ready to use',
					category: 'support',
					agent_type: 'simple',
					complexity: 'simple',
					tags: ['support'],
					node_count: 1,
					flow_config: expect.objectContaining({ type: 'simple' }),
					status: 'published',
				},
			],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: false, limit: 5, filters: { status: 'published', category: 'content' } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/templates',
					query: { page: '1', limit: '5', status: 'published', category: 'content' },
				},
			],
			items: [expect.objectContaining({ id: templates.pipeline, name: 'Text pipeline' })],
		},
	]),
];
