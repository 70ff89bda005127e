import { filters, pathField, queryField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';

const period = filters([
	queryField({
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description:
			'Only runs that started at this time or later. Any ISO 8601 date, in the timezone of the workflow unless it has an offset.',
	}),
	queryField({
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description:
			'Only runs that started at this time or earlier. Any ISO 8601 date, in the timezone of the workflow unless it has an offset.',
	}),
]);

/** The `cost` resource: what runs cost, in US dollars. */
export const costResource: Resource = {
	value: 'cost',
	name: 'Cost',
	defaultOperation: 'getSummary',
	operations: [
		{
			value: 'getAgentSummary',
			name: 'Get Agent Summary',
			action: 'Get cost summary of an agent',
			description: 'Get what the runs of one agent cost in US dollars, in all and by day',
			request: { method: 'GET', path: '/api/v1/costs/agents/{agentId}' },
			fields: [pathField(locator('searchAgents')), period],
		},
		{
			value: 'getSummary',
			name: 'Get Summary',
			action: 'Get cost summary',
			description: 'Get what all runs of the workspace cost in US dollars, in all and by day',
			request: { method: 'GET', path: '/api/v1/costs/summary' },
			fields: [period],
		},
	],
};
