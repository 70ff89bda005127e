import { filters, queryField } from '../../shared/operation/model/fields';
import type { Resource } from '../../shared/operation/model/types';

/** The `dashboard` resource: the metrics of the workspace. */
export const dashboardResource: Resource = {
	value: 'dashboard',
	name: 'Dashboard',
	defaultOperation: 'getMetrics',
	operations: [
		{
			value: 'getMetrics',
			name: 'Get Metrics',
			action: 'Get dashboard metrics',
			description: 'Get runs, costs, tokens, failures and scores of the workspace by day, agent and model',
			request: { method: 'GET', path: '/api/v1/dashboard/metrics' },
			fields: [
				filters([
					queryField({
						displayName: 'Days',
						name: 'days',
						type: 'number',
						typeOptions: { minValue: 1, numberPrecision: 0 },
						default: 30,
						description: 'How many days back the metrics reach',
					}),
				]),
			],
		},
	],
};
