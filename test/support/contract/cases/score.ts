import { byId, type CaseBuilder, casesOf, type ContractCase, type Ids } from '../contractCase';

const NODE = 'promptRailsScore';

export const scoreCases: CaseBuilder = (ids) => [...ofScores(ids), ...ofConfigs(ids)];

const ofScores = ({ agents, executions, scoreConfigs, scores, traces }: Ids): ContractCase[] =>
	casesOf(NODE, 'score', [
		{
			operation: 'create',
			parameters: {
				traceId: byId(traces.completed),
				name: 'quality',
				dataType: 'numeric',
				value: 0.6,
				source: 'manual',
				additionalFields: {
					configId: byId(scoreConfigs.quality),
					executionId: byId(executions.completed),
					agentId: byId(agents.support),
					spanId: '4b1f0c8d9e2a7356',
					comment: 'short, but right',
				},
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/scores',
					body: {
						trace_id: traces.completed,
						name: 'quality',
						data_type: 'numeric',
						value: 0.6,
						source: 'manual',
						config_id: scoreConfigs.quality,
						execution_id: executions.completed,
						agent_id: agents.support,
						span_id: '4b1f0c8d9e2a7356',
						comment: 'short, but right',
					},
				},
			],
			items: [
				{
					id: expect.any(String),
					trace_id: traces.completed,
					name: 'quality',
					data_type: 'numeric',
					value: 0.6,
					string_value: '',
					bool_value: null,
					source: 'manual',
					comment: 'short, but right',
					created_at: expect.any(String),
				},
			],
		},
		{
			operation: 'create',
			parameters: {
				traceId: byId(traces.completed),
				name: 'tone',
				dataType: 'categorical',
				stringValue: 'friendly',
				source: '__other',
				customSource: 'llm_judge',
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/scores',
					body: {
						trace_id: traces.completed,
						name: 'tone',
						data_type: 'categorical',
						string_value: 'friendly',
						source: 'llm_judge',
					},
				},
			],
			items: [expect.objectContaining({ string_value: 'friendly', value: null, source: 'llm_judge' })],
		},
		{
			operation: 'create',
			parameters: {
				traceId: byId(traces.completed),
				name: 'solved',
				dataType: 'boolean',
				boolValue: false,
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/scores',
					body: {
						trace_id: traces.completed,
						name: 'solved',
						data_type: 'boolean',
						bool_value: false,
						source: 'api',
					},
				},
			],
			items: [expect.objectContaining({ bool_value: false, value: null })],
		},
		{
			operation: 'create',
			parameters: {
				traceId: byId(traces.completed),
				name: 'solved',
				dataType: '={{ "boolean" }}',
				boolValue: true,
				options: { booleanAs: 'number' },
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/scores',
					body: {
						trace_id: traces.completed,
						name: 'solved',
						data_type: 'boolean',
						value: 1,
						source: 'api',
					},
				},
			],
			items: [expect.objectContaining({ value: 1, bool_value: null })],
		},
		{
			operation: 'get',
			parameters: { scoreId: byId(scores.quality) },
			requests: [{ method: 'GET', path: `/api/v1/scores/${scores.quality}` }],
			items: [expect.objectContaining({ id: scores.quality, name: 'quality', value: 0.8 })],
		},
		{
			operation: 'getAll',
			parameters: {
				returnAll: false,
				limit: 10,
				filters: {
					traceId: byId(traces.completed),
					name: 'quality',
					source: 'manual',
					dataType: 'numeric',
					configId: byId(scoreConfigs.quality),
				},
			},
			requests: [
				{
					method: 'GET',
					path: '/api/v1/scores',
					query: {
						page: '1',
						limit: '10',
						trace_id: traces.completed,
						name: 'quality',
						source: 'manual',
						data_type: 'numeric',
						config_id: scoreConfigs.quality,
					},
				},
			],
			items: [expect.objectContaining({ id: scores.quality })],
		},
		{
			operation: 'update',
			parameters: {
				scoreId: byId(scores.quality),
				additionalFields: { value: 0.9, comment: 'better than thought' },
			},
			requests: [
				{
					method: 'PATCH',
					path: `/api/v1/scores/${scores.quality}`,
					body: { value: 0.9, comment: 'better than thought' },
				},
			],
			items: [expect.objectContaining({ id: scores.quality, value: 0.9, comment: 'better than thought' })],
		},
		{
			operation: 'delete',
			parameters: { scoreId: byId(scores.quality) },
			requests: [{ method: 'DELETE', path: `/api/v1/scores/${scores.quality}` }],
			items: [{ deleted: true }],
		},
		{
			operation: 'aggregate',
			parameters: { filters: { traceId: byId(traces.completed), name: 'quality' } },
			requests: [
				{
					method: 'GET',
					path: '/api/v1/scores/aggregates',
					query: { trace_id: traces.completed, name: 'quality' },
				},
			],
			items: [{ name: 'quality', count: 1, avg: 0.8, min: 0.8, max: 0.8 }],
		},
	]);

const ofConfigs = ({ scoreConfigs: { quality } }: Ids): ContractCase[] =>
	casesOf(NODE, 'config', [
		{
			operation: 'create',
			parameters: {
				name: 'tone',
				additionalFields: {
					dataType: 'categorical',
					categories: '["friendly", {"label": "cold", "value": 0}]',
					description: 'How it sounds',
				},
			},
			requests: [
				{
					method: 'POST',
					path: '/api/v1/score-configs',
					body: {
						name: 'tone',
						data_type: 'categorical',
						categories: ['friendly', { label: 'cold', value: 0 }],
						description: 'How it sounds',
					},
				},
			],
			items: [
				{
					id: expect.any(String),
					name: 'tone',
					data_type: 'categorical',
					min_value: null,
					max_value: null,
					categories: ['friendly', { label: 'cold', value: 0 }],
					description: 'How it sounds',
					is_active: true,
					created_at: expect.any(String),
					updated_at: expect.any(String),
				},
			],
		},
		{
			operation: 'get',
			parameters: { configId: byId(quality) },
			requests: [{ method: 'GET', path: `/api/v1/score-configs/${quality}` }],
			items: [expect.objectContaining({ id: quality, name: 'quality' })],
		},
		{
			operation: 'getAll',
			parameters: { returnAll: true },
			requests: [{ method: 'GET', path: '/api/v1/score-configs', query: { page: '1', limit: '100' } }],
			items: [expect.objectContaining({ id: quality })],
		},
		{
			operation: 'update',
			parameters: {
				configId: byId(quality),
				additionalFields: { name: 'overall', minValue: 1, maxValue: 5, isActive: false },
			},
			requests: [
				{
					method: 'PATCH',
					path: `/api/v1/score-configs/${quality}`,
					body: { name: 'overall', min_value: 1, max_value: 5, is_active: false },
				},
			],
			items: [expect.objectContaining({ id: quality, name: 'overall', min_value: 1, is_active: false })],
		},
		{
			operation: 'delete',
			parameters: { configId: byId(quality) },
			requests: [{ method: 'DELETE', path: `/api/v1/score-configs/${quality}` }],
			items: [{ deleted: true }],
		},
	]);
