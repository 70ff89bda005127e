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
	{
		why: 'A message is answered before its run ends: the run is read until then, and knows neither message nor model',
		of: /^promptRailsChat message send$/,
		change: ({ requests, items }) => ({
			requests: [...requests, ...requests.slice(-1)],
			items: (items as object[]).map((item) => ({ ...item, message_id: null, model: null })),
		}),
	},
	{
		why: 'Assets are called after the kind of file',
		of: /^promptRailsExecution asset (get|getAll|download)$/,
		change: (entry) => withShortType(entry),
	},
	{
		why: 'A schedule is refused without the time of its next run',
		of: /^promptRailsWorkspace trigger create$/,
		change: ({ parameters, requests, items }) =>
			parameters.source === 'schedule'
				? {
						parameters: { ...parameters, nextRunAt: NEXT_RUN },
						requests: requests.map((request) => ({
							...request,
							body: {
								...(request.body as object),
								source_config: { ...cronOf(request), next_run_at: NEXT_RUN },
							},
						})),
						items: [expect.objectContaining({ source: 'schedule', is_active: true })],
					}
				: { items },
	},
];

const NEXT_RUN = '2027-01-04T08:00:00.000Z';

function cronOf({ body }: ExpectedRequest): object {
	return (body as { source_config: object }).source_config;
}

/** The case with the type of an image as such servers write it, where it is asked for and where it comes out. */
function withShortType({ parameters, requests, items }: ContractCase): Partial<ContractCase> {
	const short = <T extends object>(value: T): T =>
		'type' in value && value.type === 'image_gen' ? { ...value, type: 'image' } : value;
	return {
		parameters: {
			...parameters,
			...('filters' in parameters && { filters: short(parameters.filters as object) }),
		} as ContractCase['parameters'],
		requests: requests.map((request) => ({
			...request,
			...(request.query && { query: short(request.query) }),
		})),
		items: (items as object[]).map(short),
	};
}

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
