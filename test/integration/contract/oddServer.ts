import { nameOf } from '../../contracts';
import type { ContractCase, ExpectedRequest } from '../../support/contract/contractCase';

const LARGEST_PAGE = 100;

/** How a case goes otherwise on a server that is odd in every way. */
export interface Difference {
	why: string;
	/** The cases, by the name of their operation. */
	of: RegExp;
	generation?: 1 | 2;
	change: (entry: ContractCase) => Partial<ContractCase>;
}

/** Every difference that is expected; what is not listed goes as on a server without oddities. */
export const DIFFERENCES: Difference[] = [
	{
		why: 'A trace is found by the ID of a span alone: the one of the trace is looked up in the list',
		of: /^promptRailsExecution trace get$/,
		change: ({ requests }) => ({
			requests: [...requests, pageOf({ trace_id: requests[0].path.split('/').pop() ?? '' })],
		}),
	},
	{
		why: 'The list ignores its filters: pages as small as the limit are given up for large ones',
		of: /^promptRailsExecution trace getAll$/,
		change: ({ requests }) => ({
			requests: requests.flatMap((request) =>
				Number(request.query?.limit) < LARGEST_PAGE ? [request, pageOf(request.query)] : [request],
			),
		}),
	},
];

/** The first page of the list of spans, as large as pages are. */
function pageOf(query: ExpectedRequest['query']): ExpectedRequest {
	return {
		method: 'GET',
		path: '/api/v1/traces',
		query: { ...query, page: '1', limit: String(LARGEST_PAGE) },
	};
}

/** The case as it must go on an odd server. */
export function onOddServer(entry: ContractCase, generation: 1 | 2): ContractCase {
	const rows = DIFFERENCES.filter(
		({ of, generation: only = generation }) => only === generation && of.test(nameOf(entry)),
	);
	return rows.reduce((changed, { change }) => ({ ...changed, ...change(changed) }), entry);
}
