import type { ContractCase, ExpectedRequest } from '../../support/contract/contractCase';

/** How a request of the first generation reaches a server of the second, told apart from the nodes. */
interface Rerouted {
	request: RegExp;
	/** The request that gets through; the first one meets a router that does not know it. */
	becomes: (request: ExpectedRequest, ids: string[]) => ExpectedRequest;
	/** What items are then, where the newer server does not know as much. */
	items?: (items: unknown) => unknown;
}

const APPROVAL = {
	id: expect.any(String) as unknown,
	execution_id: expect.any(String) as unknown,
	agent_id: expect.any(String) as unknown,
	status: expect.stringMatching(/^(pending|approved|rejected)$/) as unknown,
};
/** Items that are approvals have less in them; those that have one inside expect no more of it anyway. */
const approvals = (items: unknown): unknown =>
	(items as object[]).map((item): unknown => ('decision' in item ? item : expect.objectContaining(APPROVAL)));
const SUMMARY = expect.objectContaining({
	total_cost: expect.any(Number) as unknown,
	total_executions: expect.any(Number) as unknown,
	total_tokens: expect.any(Number) as unknown,
}) as unknown;

const summary: Rerouted['becomes'] = ({ query = {} }, [agent_id]) => ({
	method: 'GET',
	path: '/api/v1/traces/summary',
	query: {
		...(query.from === undefined ? {} : { date_from: query.from }),
		...(query.to === undefined ? {} : { date_to: query.to }),
		...(agent_id === undefined ? {} : { agent_id }),
	},
});
const asPost: Rerouted['becomes'] = (request) => ({ ...request, method: 'POST' });
const toTriggers: Rerouted['becomes'] = (request) => ({
	...request,
	path: request.path.replace('/webhook-triggers', '/triggers'),
});

const REROUTED: Rerouted[] = [
	{ request: /^PUT .*\/promote$/, becomes: asPost },
	{
		request: /^GET \/api\/v1\/approvals$/,
		becomes: ({ query: { page, limit } = {} }) => ({
			method: 'GET',
			path: '/api/v1/executions/approval-inbox',
			query: { page: page ?? '', limit: limit ?? '' },
		}),
		items: approvals,
	},
	{
		request: /^GET \/api\/v1\/approvals\/([^/]+)$/,
		becomes: (_request, [id]) => ({ method: 'GET', path: `/api/v1/executions/${id}` }),
		items: approvals,
	},
	{
		request: /^POST \/api\/v1\/approvals\/([^/]+)\/decide$/,
		becomes: ({ body }, [id]) => {
			const { decision, reason } = body as { decision: string; reason?: string };
			const verb = decision === 'approved' ? 'approve' : 'deny';
			return {
				method: 'POST',
				path: `/api/v1/executions/${id}/${verb}`,
				body: reason === undefined ? {} : { reason },
			};
		},
		items: approvals,
	},
	{ request: /^GET \/api\/v1\/costs\/summary$/, becomes: summary, items: () => [SUMMARY] },
	{ request: /^GET \/api\/v1\/costs\/agents\/([^/]+)$/, becomes: summary, items: () => [SUMMARY] },
	{ request: /^(?:GET|DELETE|PATCH) \/api\/v1\/webhook-triggers/, becomes: toTriggers },
	{
		request: /^POST \/api\/v1\/webhook-triggers$/,
		becomes: (request) => {
			const body = request.body as Record<string, unknown>;
			return { ...toTriggers(request, []), body: { ...body, source: 'generic' } };
		},
	},
];

/** What is said of requests that a newer server has no equivalent for. */
const REFUSED: Array<{ request: RegExp; message: RegExp; hint: RegExp }> = [
	{ request: /\/memories(\W|$)/, message: /has no memories/, hint: /files/ },
	{ request: /\/api\/v1\/(scores|score-configs)/, message: /has no scores/, hint: /thumbs up or down/ },
	{
		request: /\/prompts\/[^/]+\/run(\W|$)/,
		message: /has no runs of prompts/,
		hint: /Try With Another Prompt/,
	},
	{ request: /\/api\/v1\/sessions/, message: /has no sessions of traces/, hint: /Trace: Get Summary/ },
	{ request: /\/api\/v1\/templates/, message: /has no flow templates/, hint: /Create/ },
	{ request: /\/api\/v1\/dashboard/, message: /has no dashboard/, hint: /Trace: Get Summary/ },
	{
		request: /^GET \/api\/v1\/approvals\?.*status=expired/,
		message: /pending approvals only/,
		hint: /'expired'/,
	},
];

/** What a case of the first generation must come to on a server of the second. */
export type Expectation =
	| { refused: { message: RegExp; hint: RegExp }; requests: ExpectedRequest[] }
	| { refused?: undefined; requests: ExpectedRequest[]; items: unknown };

/** The expectation that follows from a case. */
export function onNewerServer({ requests, items }: ContractCase): Expectation {
	for (const [index, one] of requests.entries()) {
		const refused = REFUSED.find(({ request }) => request.test(requestText(one)));
		if (refused) return { refused, requests: requests.slice(0, index + 1) };
	}
	const rows = requests.map((request) => ({ request, row: reroute(request) }));
	const mapped = rows.reduce((shown, { row }) => row?.row.items?.(shown) ?? shown, items);
	return {
		items: mapped,
		requests: rows.flatMap(({ request, row }) => (row ? [request, row.becomes] : [request])),
	};
}

function reroute(request: ExpectedRequest): { row: Rerouted; becomes: ExpectedRequest } | undefined {
	const name = `${request.method} ${request.path}`;
	for (const row of REROUTED) {
		const match = row.request.exec(name);
		if (match) return { row, becomes: row.becomes(request, match.slice(1)) };
	}
	return undefined;
}

function requestText({ method, path, query, body }: ExpectedRequest): string {
	const search = query && Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : '';
	return `${method} ${path}${search}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
}
