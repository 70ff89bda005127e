import type { Row } from '../shared/values';
import { type Cursor, createdAt, freshRows, idOf, MOST_OPEN, MOST_SEEN, newestSeen, ofKind } from './cursor';
import { fetchInbox } from './inbox';
import { type IsEnough, readList } from './readList';
import type { Changes, Page, Source } from './types';

/**
 * Reads all that may have changed since a cursor was made: the list from its top down to the rows that are known, and the
 * open rows that are deeper. Without a cursor it reads what has to be known for the first one. Changes nothing.
 */
export async function fetchChanges(source: Source, given?: Cursor): Promise<Changes> {
	const first = await source.readPage(1);
	const cursor = ofKind(given, first.rowsLeave === true);
	if (first.rowsLeave) return await fetchInbox(source, first, cursor);
	const newest = await fetchNewest(source, first, cursor);
	if (cursor) return { ...newest, ...(await follow(source, cursor, newest.rows)) };
	const followed = newest.complete ? [] : await fetchOpen(source);
	return { ...newest, followed, gone: [] };
}

async function fetchNewest(
	{ readPage }: Source,
	first: Page,
	cursor?: Cursor,
): Promise<Omit<Changes, 'followed' | 'gone'>> {
	const isEnough: IsEnough = cursor
		? (read, last, total) => isCaughtUp(cursor, read, last, total)
		: isEnoughToStart;
	const { total, rowsWereDeleted, ...read } = await readList(readPage, isEnough, first);
	// A count from a time when rows came and went says nothing about what is new at the next poll.
	return rowsWereDeleted ? read : { ...read, total };
}

/**
 * Whether nothing new can be below the rows that were read. Where the server counts its rows, the count says at least how
 * many are new, wherever they are: after a clock was set back, new rows are below known ones. As deleted rows make the
 * count smaller, the order of the list has to agree, unless nothing at all has changed.
 * @param total the latest count, which includes the rows that arrived since the first page was read
 */
function isCaughtUp(cursor: Cursor, read: Row[], last: Row, total = NaN): boolean {
	const time = createdAt(last);
	if (time > 0 && time <= (cursor.floor ?? -Infinity)) return true;
	if (time > 0 && freshRows(cursor, [last]).length > 0) return false;
	const fresh = freshRows(cursor, read);
	if (fresh.some((row) => idOf(row) === idOf(last))) return false;
	const rise = total - (cursor.total ?? NaN);
	if (fresh.length < rise) return false;
	if (fresh.length === 0 && rise === 0) return true;
	return time === 0 || time < newestSeen(cursor.seen);
}

/** Whether enough is known for a start. It is always the whole newest instant, as more rows of it may still arrive. */
function isEnoughToStart(read: Row[], last: Row): boolean {
	const time = createdAt(last);
	return read.length >= MOST_SEEN && (time === 0 || read.some((row) => createdAt(row) > time));
}

/** The open rows that are not among the newest ones, for the first cursor. */
async function fetchOpen({ readPage, openStatuses }: Source): Promise<Row[]> {
	const found = new Map<string, Row>();
	for (const status of openStatuses) {
		const { rows } = await readList(
			async (page) => await readPage(page, { status }),
			(read) => found.size + read.length >= MOST_OPEN,
		);
		for (const row of rows) found.set(idOf(row), row);
		if (found.size >= MOST_OPEN) break;
	}
	return [...found.values()];
}

/**
 * Looks at the open rows that were not among the newest ones. They are searched in the list of their last known status.
 * A row that is no longer in that list has changed, and is read by its ID.
 */
async function follow(
	source: Source,
	{ open }: Cursor,
	newest: Row[],
): Promise<Pick<Changes, 'followed' | 'gone'>> {
	const met = new Set(newest.map(idOf));
	const missing = Object.keys(open).filter((id) => !met.has(id));
	const followed: Row[] = [];
	const gone: string[] = [];
	for (const status of new Set(missing.map((id) => open[id]))) {
		const wanted = new Set(missing.filter((id) => open[id] === status));
		const known = wanted.size + newest.filter((row) => row.status === status).length;
		followed.push(...(await findListed(source, status, wanted, known)));
		for (const id of wanted) {
			const row = await source.readRow(id);
			if (row) followed.push(row);
			else gone.push(id);
		}
	}
	return { followed, gone };
}

/**
 * Searches rows in the list of a status. `wanted` loses the rows that need no further look: the ones that were found, and all
 * of them when the server counts as many rows with that status as are known, for then none has changed.
 * @param known how many rows with that status are known. If one changed while another one was added, the numbers agree by
 * chance; the next poll knows the added one, so that they differ then.
 */
async function findListed(
	{ readPage }: Source,
	status: string,
	wanted: Set<string>,
	known: number,
): Promise<Row[]> {
	const found: Row[] = [];
	for (let number = 1, isLast = false; !isLast && wanted.size > 0; number += 1) {
		const page = await readPage(number, { status });
		found.push(...page.rows.filter((row) => wanted.delete(idOf(row))));
		({ isLast } = page);
		// A server may list these rows under another spelling of the status, where the count says nothing.
		const isOfStatus = page.rows.every((row) => row.status === status);
		if (page.total === known && isOfStatus) wanted.clear();
	}
	return found;
}
