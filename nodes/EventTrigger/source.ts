import type { PromptRailsClient } from '../shared/transport/client';
import { NotFoundError } from '../shared/transport/errors';
import { type Row, toRows } from '../shared/transport/pagination';
import type { Page, Source } from './readNews';
import type { Subscription } from './subscription';

const PAGE_SIZE = 100;

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
			return { rows, total: meta?.total, isLast: isLast(rows.length, page, meta) };
		},
		readRow: async (id) => {
			const request = { method: 'GET', path: event.rowPath, pathParams: { id } } as const;
			return await client.data<Row>(request).catch(whenGone);
		},
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

/** The newest row to which the event happened, among the newest rows of the list: what a manual test shows. */
export async function latestRow({ readPage }: Source, { watch }: Subscription): Promise<Row | undefined> {
	const mostPages = 5;
	for (let number = 1, page: Page; number <= mostPages; number += 1) {
		page = await readPage(number);
		const matches = page.rows.filter((row) => watch.concerns(row) && watch.stateOf(row) === 'happened');
		if (matches.length > 0) return matches.sort((a, b) => watch.timeOf(b) - watch.timeOf(a))[0];
		if (page.isLast) return undefined;
	}
	return undefined;
}
