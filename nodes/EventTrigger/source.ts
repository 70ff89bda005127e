import type { PromptRailsClient } from '../shared/transport/client';
import { NotFoundError } from '../shared/transport/errors/errors';
import { type Row, toRows } from '../shared/values';
import type { Subscription } from './subscription';
import type { Source } from './types';

const PAGE_SIZE = 100;
/** How many pages a manual test looks through. */
const MOST_PAGES_TESTED = 5;

/** The list of an event in PromptRails. */
export function listSource(client: PromptRailsClient, { event, query }: Subscription): Source {
	return {
		readPage: async (page, further) => {
			const { data, meta } = await client.request({
				method: 'GET',
				path: event.path,
				query: { ...query, ...further, page, limit: PAGE_SIZE },
				expects: 'data',
			});
			const rows = toRows(data);
			return {
				rows,
				total: meta?.total,
				isLast: isLast(rows.length, page, meta),
				rowsLeave: meta?.rowsLeave,
			};
		},
		readRow: async (id) => {
			const request = { method: 'GET', path: event.rowPath, pathParams: { id } } as const;
			return await client.data<Row>(request).catch(whenGone);
		},
		spare: client.spare,
		openStatuses: event.openStatuses ?? [],
	};
}

function isLast(rows: number, page: number, meta: { total?: number; pages?: number } = {}): boolean {
	if (rows === 0) return true;
	if (meta.pages) return page >= meta.pages;
	if (meta.total) return page * PAGE_SIZE >= meta.total;
	return rows < PAGE_SIZE;
}

/** A row that was deleted is no failure; a server that does not know the route is one. */
function whenGone(error: unknown): undefined {
	if (error instanceof NotFoundError && !error.routeMissing) return undefined;
	throw error;
}

/** The row to which the event happened last, among the newest rows: what a manual test shows. */
export async function latestRow(source: Source, subscription: Subscription): Promise<Row | undefined> {
	const matches: Row[] = [];
	for (const query of subscription.happened) {
		matches.push(...(await firstMatches(source, subscription, query)));
	}
	return matches.sort((a, b) => subscription.rule.timeOf(b) - subscription.rule.timeOf(a))[0];
}

/** The matching rows of the first page that has any. */
async function firstMatches(
	{ readPage }: Source,
	{ rule }: Subscription,
	query: Record<string, string>,
): Promise<Row[]> {
	for (let number = 1; number <= MOST_PAGES_TESTED; number += 1) {
		const { rows, isLast } = await readPage(number, query);
		const matches = rows.filter((row) => rule.matches(row) && rule.stateOf(row) === 'happened');
		if (matches.length > 0 || isLast) return matches;
	}
	return [];
}
