import { pathField } from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';

/** The `session` resource: totals over the runs that share a session ID. */
export const sessionResource: Resource = {
	value: 'session',
	name: 'Session',
	defaultOperation: 'get',
	operations: [
		{
			value: 'get',
			name: 'Get',
			action: 'Get session',
			description: 'Get the totals of the runs that share one session ID: traces, tokens, cost and failures',
			request: { method: 'GET', path: '/api/v1/sessions/{sessionId}' },
			fields: [pathField(locator('searchTraceSessions'))],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many sessions',
			description: 'Get a list of sessions, each with the totals of its runs',
			request: { method: 'GET', path: '/api/v1/sessions' },
			result: 'paged',
			fields: [],
		},
	],
};
