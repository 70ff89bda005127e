import type { ApiRequest } from '../../../nodes/shared/transport/http/apiRequest';
import { NotFoundError } from '../../../nodes/shared/transport/errors/errors';
import { Generations } from '../../../nodes/shared/transport/generations/generations';
import { approvalOf } from '../../../nodes/shared/transport/generations/secondGenerationRows';

const get: ApiRequest = {
	method: 'GET',
	path: '/api/v1/approvals/{approvalId}',
	pathParams: { approvalId: 'r1' },
};
const missing = (routeMissing: boolean) => new NotFoundError({ message: '', routeMissing });

describe('a request', () => {
	it('goes as it is until the router has said that it does not know the route', () => {
		const generations = new Generations();
		const route = generations.route(get);
		expect(route).toMatchObject({ request: get, isTranslated: false });
		expect(generations.learnFromFailure(get, route, missing(false))).toBe(false);
		expect(generations.route(get).request).toBe(get);
		expect(generations.learnFromFailure(get, route, missing(true))).toBe(true);
		expect(generations.route(get)).toMatchObject({
			request: { path: '/api/v1/executions/{executionId}', pathParams: { executionId: 'r1' } },
			isTranslated: true,
		});
	});

	it('that the newer route does not get through either is not tried a third time', () => {
		const generations = new Generations();
		generations.learnFromFailure(get, generations.route(get), missing(true));
		expect(generations.learnFromFailure(get, generations.route(get), missing(true))).toBe(false);
	});

	it('whose names of IDs differ goes by the same route', () => {
		const generations = new Generations();
		generations.learnFromFailure(get, generations.route(get), missing(true));
		const other = { ...get, path: '/api/v1/approvals/{id}', pathParams: { id: 'r2' } };
		expect(generations.route(other).request.pathParams).toEqual({ executionId: 'r2' });
	});
});

describe('a status filter', () => {
	const list = (query: ApiRequest['query']): ApiRequest => ({
		method: 'GET',
		path: '/api/v1/executions',
		query,
	});

	it('that finds nothing has the other spelling to ask with, whichever generation it is of', () => {
		const generations = new Generations();
		expect(generations.otherSpellings(list({ status: 'awaiting_approval' }))).toEqual(['waiting_approval']);
		expect(generations.otherSpellings(list({ status: 'waiting_approval' }))).toEqual(['awaiting_approval']);
	});

	it.each([[{ status: 'running' }], [{ status: 'constructor' }], [{}], [{ status: 'denied', page: 2 }]])(
		'%j has none',
		(query) => {
			expect(new Generations().otherSpellings(list(query))).toEqual([]);
		},
	);

	it('goes by the spelling that is known from then on', () => {
		const generations = new Generations();
		generations.learnSpelling('waiting_approval');
		const page = list({ status: 'awaiting_approval', page: 2 });
		expect(generations.route(page).request.query).toEqual({ status: 'waiting_approval', page: 2 });
		expect(generations.otherSpellings(list({ status: 'awaiting_approval' }))).toEqual([]);
	});
});

describe('the approval that a run stands for', () => {
	it.each([
		['waiting_approval', 'pending'],
		['awaiting_approval', 'pending'],
		['pending', 'pending'],
		['running', 'approved'],
		['completed', 'approved'],
		['rejected', 'rejected'],
		['denied', 'rejected'],
		['cancel_requested', 'cancelled'],
		['cancelled', 'cancelled'],
		['canceled', 'cancelled'],
		['failed', 'failed'],
		['expired', 'expired'],
		['something new', 'something new'],
		['constructor', 'constructor'],
	])('of a run that is %s is %s', (status, expected) => {
		expect(approvalOf({ id: 'r1', status })).toMatchObject({
			id: 'r1',
			execution_id: 'r1',
			status: expected,
			execution_status: status,
		});
	});

	it('has the reason and the time where the run ended with the decision, and not where it went on', () => {
		const run = { id: 'r1', error: 'No receipt', completed_at: '2026-01-02' };
		expect(approvalOf({ ...run, status: 'rejected' })).toMatchObject({
			reason: 'No receipt',
			decided_at: '2026-01-02',
		});
		expect(approvalOf({ ...run, status: 'completed' })).toMatchObject({ reason: null, decided_at: null });
	});
});
