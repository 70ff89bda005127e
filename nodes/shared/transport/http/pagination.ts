import type { ApiAnswer, PageMeta } from './envelope';
import { type Row, toRows } from '../../values';

const LARGEST_PAGE = 100;

/**
 * Reads a list page by page (docs/platform.md, P10). An empty page ends it, and so does the last page by `pages`,
 * by `total`, or, where the answer has neither, a page that is not exactly full. Rows that move to a later page because
 * others were added meanwhile come once, and a server that repeats a page does not make it endless.
 * @param fetchPage reads page `page` (from 1) of `limit` rows
 * @param limit how many rows at most; all when undefined
 */
export async function* paginate(
	fetchPage: (page: number, limit: number) => Promise<ApiAnswer>,
	limit = Infinity,
): AsyncGenerator<Row[]> {
	const pageSize = Math.min(LARGEST_PAGE, limit);
	const seen = new Set<unknown>();
	let previousStart: string | undefined;
	let received = 0;
	let yielded = 0;
	for (let page = 1; yielded < limit; page += 1) {
		const { data, meta, isListed = () => true } = await fetchPage(page, pageSize);
		const rows = toRows(data);
		const start = JSON.stringify(rows[0]);
		if (rows.length === 0 || start === previousStart) return;
		previousStart = start;
		received += rows.length;
		const fresh = rows.filter((row) => isNew(row, seen) && isListed(row)).slice(0, limit - yielded);
		yielded += fresh.length;
		if (fresh.length > 0) yield fresh;
		if (isLastPage(rows.length, received, page, pageSize, meta)) return;
	}
}

function isNew(row: Row, seen: Set<unknown>): boolean {
	const key = row.id ?? row.session_id;
	return key === undefined || seen.size < seen.add(key).size;
}

function isLastPage(
	rows: number,
	received: number,
	page: number,
	pageSize: number,
	meta?: PageMeta,
): boolean {
	if (meta?.pages) return page >= meta.pages;
	if (meta?.total) return received >= meta.total;
	return rows !== pageSize;
}
