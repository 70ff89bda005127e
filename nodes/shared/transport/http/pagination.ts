import type { ApiAnswer, PageMeta } from './envelope';
import type { Spare } from './concurrency';
import { ReadAhead } from './readAhead';
import { RowsRead } from './rowsRead';
import { type Row, toRows } from '../../values';

const LARGEST_PAGE = 100;
/** How often a list is read again, at the most, to find rows that are missing. */
const MOST_PASSES = 20;
/** How many of these may find nothing in a row. Rows that came twice show that others were left out. */
const FRUITLESS_PASSES = { withRepeats: 5, withoutRepeats: 1 };

/** A list that gave fewer rows than it counts. */
export interface Shortfall {
	total: number;
	/** How many different rows came. */
	read: number;
}

type FetchPage = (page: number, limit: number) => Promise<ApiAnswer>;

/**
 * Reads a list page by page (docs/platform.md, P10 to P12). Each row comes once, and rows that do not belong to the list that
 * was asked for are dropped. When the pages are through and rows are missing from the total, the list is read again: rows
 * of the same moment change places between two requests. A server that repeats its pages does not make that endless.
 * Where the server says how many rows there are, pages that will be needed in any case are read ahead.
 * @param fetchPage reads page `page` (from 1) of `limit` rows
 * @param limit how many rows at most; all when undefined
 * @param onShortfall called at the end of a list that gave fewer rows than it counts
 * @param spare gives places for pages that are read ahead; without it, pages are read one after another
 */
export async function* paginate(
	fetchPage: FetchPage,
	limit = Infinity,
	onShortfall?: (shortfall: Shortfall) => void,
	spare?: Spare,
): AsyncGenerator<Row[]> {
	const read = new RowsRead();
	let left = limit;
	for (let pass = 0, fruitless = 0; ; pass += 1) {
		const before = read.count;
		const pages = (size: number) => new ReadAhead((page) => fetchPage(page, size), spare);
		for await (const rows of readPass(pages, pageSize(pass, limit), read, () => left)) {
			const wanted = rows.slice(0, left);
			left -= wanted.length;
			if (wanted.length > 0) yield wanted;
			if (left === 0) return;
		}
		const { count, total = 0, hasRepeats } = read;
		if (count >= total) return;
		fruitless = pass > 0 && count === before ? fruitless + 1 : 0;
		const patience = hasRepeats ? FRUITLESS_PASSES.withRepeats : FRUITLESS_PASSES.withoutRepeats;
		if (fruitless < patience && pass < MOST_PASSES) continue;
		onShortfall?.({ total, read: count });
		return;
	}
}

/** Later passes have pages of other sizes: what always falls between two pages would do so again. */
function pageSize(pass: number, limit: number): number {
	return pass === 0 ? Math.min(LARGEST_PAGE, limit) : LARGEST_PAGE - 7 * ((pass - 1) % 10);
}

/**
 * Reads all pages once, and gives the rows that no pass met before.
 * @param pagesOf reads pages of a size
 * @param left how many rows are still to be given
 */
async function* readPass(
	pagesOf: (size: number) => ReadAhead<ApiAnswer>,
	size: number,
	read: RowsRead,
	left: () => number,
): AsyncGenerator<Row[]> {
	const pages = pagesOf(size);
	let received = 0;
	let largest = size;
	let repeats = 0;
	let previousStart = '';
	read.startPass();
	for (let page = 1; ; page += 1) {
		const { data, meta, isListed = () => true } = await pages.take(page);
		const rows = toRows(data);
		if (rows.length === 0) return;
		read.total = meta?.total;
		received += rows.length;
		largest = Math.max(largest, rows.length);
		const { fresh, isRepeated } = read.take(rows);
		const listed = fresh.filter(isListed);
		if (listed.length > 0) yield listed;

		const start = JSON.stringify(rows[0]);
		repeats = isRepeated ? repeats + 1 : 0;
		// Rows that arrive meanwhile push known ones onto later pages, but never onto more pages than were read.
		if (isRepeated && (start === previousStart || repeats > page / 2)) return;
		previousStart = start;
		if (isLastPage(rows.length, received, page, size, meta)) return;
		if (size < LARGEST_PAGE && !rows.every(isListed)) {
			// The server does not filter: by pages as small as the limit, it would take many to find enough.
			yield* readPass(pagesOf, LARGEST_PAGE, read, left);
			return;
		}
		pages.begin(page + 1, lastNeeded(page, Math.min(left(), (meta?.total ?? 0) - received) / largest, meta));
	}
}

/** Up to which page everything is needed, whatever the pages have: none of them has more rows than the largest so far. */
function lastNeeded(page: number, pagesLeft: number, { pages = Infinity }: PageMeta = {}): number {
	return Math.min(page + Math.ceil(pagesLeft), pages);
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
