import type { Row } from '../shared/values';
import { createdAt, idOf } from './cursor';
import type { Page } from './types';

/** How many times a list is read in one poll at most, while rows are being deleted from it. */
const MOST_PASSES = 5;

/**
 * How many times in a row the same page may come. Once or twice, new rows may have moved a page that was read down by
 * exactly one page; a server that does not know pages sends it forever.
 */
const MOST_REPEATS = 3;

/** Whether nothing that is wanted can be below the rows that were read from the top of a list. */
export type IsEnough = (read: Row[], last: Row, total?: number) => boolean;

/** What was read of a list. */
export interface ListRead {
	/** In the order of the list. */
	rows: Row[];
	/** Whether that is the whole list. */
	complete: boolean;
	/** The list's count of rows, at the first and at the last page. */
	total?: number;
	totalAtEnd?: number;
	/** Whether rows were deleted while the list was read. */
	rowsWereDeleted: boolean;
}

/** One way down the list, from its first page on. */
interface Pass extends Omit<ListRead, 'rows' | 'rowsWereDeleted'> {
	rows: Map<string, Row>;
	pages: number;
	/** The rows that were read before the last page was. */
	aboveLastPage: Row[];
}

/**
 * Reads a list from its top. When a row of a page that was read is deleted, all rows below it move up, and one may move
 * to that page from the next one without being read. So a list of several pages is read again, until all rows of the
 * time before are still there: then no row moved past that time. Rows that are new in the last time are left to the next
 * poll, as nothing has checked whether a row moved past them.
 * @param first the first page, where it was read already
 */
export async function readList(
	readPage: (page: number) => Promise<Page>,
	isEnough: IsEnough,
	first?: Page,
): Promise<ListRead> {
	let pass = await readPass(readPage, isEnough, first);
	const before = new Map<string, Row>();
	for (let count = 1; count < MOST_PASSES && pass.pages > 1; count += 1) {
		const checked = pass;
		const check = await readPass(readPage, (read, last, total, pages) => {
			return isEnough(read, last, total) && isBelow(checked, read, last, pages);
		});
		if (checked.aboveLastPage.every((row) => check.rows.has(idOf(row)))) break;
		for (const [id, row] of checked.rows) before.set(id, row);
		pass = check;
	}
	const { complete, total, totalAtEnd, rows } = pass;
	return {
		rows: [...new Map([...rows, ...before, ...rows]).values()],
		complete,
		total,
		totalAtEnd,
		rowsWereDeleted: before.size > 0,
	};
}

/** Whether a pass is below all rows that the pass before it read, however many have arrived on top of them. */
function isBelow({ aboveLastPage, pages }: Pass, read: Row[], last: Row, pagesNow: number): boolean {
	const ids = new Set(read.map(idOf));
	const missing = aboveLastPage.filter((row) => !ids.has(idOf(row)));
	return pagesNow >= 2 * pages || missing.every((row) => createdAt(row) > createdAt(last));
}

async function readPass(
	readPage: (page: number) => Promise<Page>,
	isEnough: (...args: [...Required<Parameters<IsEnough>>, pages: number]) => boolean,
	first?: Page,
): Promise<Pass> {
	const rows = new Map<string, Row>();
	let total: number | undefined;
	let idsBefore = '';
	for (let pages = 1, repeats = 0; ; pages += 1) {
		const page = pages === 1 && first ? first : await readPage(pages);
		if (pages === 1) total = page.total;
		const aboveLastPage = [...rows.values()];
		for (const row of page.rows) rows.set(idOf(row), row);
		const ids = page.rows.map(idOf).join();
		repeats = ids === idsBefore ? repeats + 1 : 0;
		idsBefore = ids;
		const last = page.rows.at(-1);
		const complete = page.isLast || last === undefined || repeats === MOST_REPEATS;
		if (complete || isEnough([...rows.values()], last, page.total as number, pages)) {
			return { rows, complete, total, totalAtEnd: page.total, pages, aboveLastPage };
		}
	}
}
