import { readInbox } from './inbox';
import {
	createdAt,
	idOf,
	isFresh,
	MOST_OPEN,
	MOST_SEEN,
	newestSeen,
	ofKind,
	type PollState,
} from './pollState';
import type { News, Page, Source } from './tick';
import { type Row } from '../shared/values';

/**
 * Reads all that may be news since a state was made: the list from its top down to what is known, and the open rows
 * that lie deeper. Without a state, what has to be known to tell news from then on. Changes nothing.
 */
export async function readNews(source: Source, known?: PollState): Promise<News> {
	const first = await source.readPage(1);
	const state = ofKind(known, first.rowsLeave === true);
	if (first.rowsLeave) return await readInbox(source, first, state);
	const newest = await readNewest(source, first, state);
	if (state) return { ...newest, ...(await follow(source, state, newest.rows)) };
	const followed = newest.complete ? [] : await findOpen(source);
	return { ...newest, followed, gone: [] };
}

async function readNewest(
	{ readPage }: Source,
	first: Page,
	state?: PollState,
): Promise<Omit<News, 'followed' | 'gone'>> {
	const rows = new Map<string, Row>();
	let total: number | undefined;
	for (let number = 1, repeats = 0; ; number += 1) {
		const page = number === 1 ? first : await readPage(number);
		if (number === 1) total = page.total;
		const before = rows.size;
		for (const row of page.rows) rows.set(idOf(row), row);
		repeats = rows.size === before ? repeats + 1 : 0;
		const last = page.rows.at(-1);
		// Rows that arrive meanwhile push those that were read onto later pages, but never onto more pages than those.
		const isEndless = repeats > number / 2;
		const complete = page.isLast || last === undefined || isEndless;
		const read = [...rows.values()];
		if (complete || (state ? isCaughtUp(state, read, last, page.total) : isEnough(read, last))) {
			return { rows: read, complete, total, totalAtEnd: page.total };
		}
	}
}

/**
 * Whether nothing new can lie below the rows that were read. Where the server counts its rows, the count tells how many
 * are new, wherever they are: a clock that was set back or equal times put them below known ones. Else, or when rows
 * were deleted meanwhile, the order of the list has to do.
 * @param total the latest count, so that rows that arrive meanwhile do not pass for those that were there
 */
function isCaughtUp(state: PollState, read: Row[], last: Row, total?: number): boolean {
	if (createdAt(last) <= (state.floor ?? -Infinity)) return true;
	if (isFresh(state, last)) return false;
	const rise = (total ?? NaN) - (state.total ?? NaN);
	if (rise >= 0) return read.filter((row) => isFresh(state, row)).length >= rise;
	return createdAt(last) < newestSeen(state.seen);
}

/** Whether enough is known for a start; always the whole newest instant, of which more rows may be on their way. */
function isEnough(read: Row[], last: Row): boolean {
	return read.length >= MOST_SEEN && read.some((row) => createdAt(row) > createdAt(last));
}

/** The open rows that a first tick has not met among the newest ones. */
async function findOpen({ readPage, openStatuses }: Source): Promise<Row[]> {
	const found = new Map<string, Row>();
	for (const status of openStatuses) {
		for (let number = 1, isLast = false; !isLast && found.size < MOST_OPEN; number += 1) {
			const page = await readPage(number, { status });
			for (const row of page.rows) found.set(idOf(row), row);
			({ isLast } = page);
		}
	}
	return [...found.values()];
}

/**
 * Looks at the open rows that were not among the newest ones. They are looked up in the list of their last known
 * status; what is no longer there has changed, and is read by itself.
 */
async function follow(
	source: Source,
	{ open }: PollState,
	newest: Row[],
): Promise<Pick<News, 'followed' | 'gone'>> {
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
 * Finds wanted rows in the list of a status, and takes those that need no further look out of `wanted`.
 * @param known how many rows of the status are known: when the server counts as many, none has changed. Should one have
 * changed while another one was added, the next tick, which knows the new one, counts one too many.
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
		// Of a status that a server spells otherwise there are rows where none has the one that is known.
		const isOfStatus = page.rows.every((row) => row.status === status);
		if (page.total === known && isOfStatus) wanted.clear();
	}
	return found;
}
