import { ReadAhead } from '../shared/transport/http/readAhead';
import type { Row } from '../shared/values';
import { type Cursor, idOf, MOST_OPEN } from './cursor';
import { readList } from './readList';
import type { Changes, Compared, EventRule, Page, Source } from './types';

/**
 * Lists that show open rows only, such as the approval inbox of the API's second generation: a row leaves when it is
 * decided, and may come back under the same ID. What is new can only be found by comparing with the rows that were there
 * before, so that the whole list is read each time.
 */

/** Reads such a list, and what became of the rows that left it. */
export async function fetchInbox(source: Source, first: Page, cursor?: Cursor): Promise<Changes> {
	const { readPage, readRow, openStatuses } = source;
	const listed = cursor ? await readOnce(source, first) : await readList(readPage, isFull, first);
	const rows = new Map(listed.rows.map((row) => [idOf(row), row]));
	const followed: Row[] = [];
	// In a list of several pages, rows move up while it is read, and one may be missed that is still there.
	const looksAgain = openStatuses.length > 0 || !first.isLast;
	for (const id of looksAgain ? Object.keys(cursor?.open ?? {}) : []) {
		const row = rows.has(id) ? undefined : await readRow(id);
		if (row?.status === 'pending') rows.set(id, row);
		else if (row && openStatuses.length > 0) followed.push(row);
	}
	return {
		rows: [...rows.values()],
		complete: true,
		followed,
		gone: [],
		inbox: { readAfter: cursor?.inboxReads ?? 0 },
	};
}

const isFull = (read: Row[]): boolean => read.length >= MOST_OPEN;

/**
 * The list as it is read when a cursor says which rows are known: a new one that is missed is found at the next poll. So
 * its pages need not be read one after another.
 */
async function readOnce({ readPage, spare }: Source, first: Page): Promise<Pick<Page, 'rows'>> {
	const pages = new ReadAhead(async (page) => await readPage(page), spare);
	const rows = [...first.rows];
	for (let [page, number] = [first, 2]; !page.isLast && !isFull(rows); number += 1) {
		const left = Math.min(page.total ?? 0, MOST_OPEN) - rows.length;
		pages.begin(number, number - 1 + Math.ceil(left / first.rows.length));
		page = await pages.take(number);
		rows.push(...page.rows);
	}
	return { rows };
}

/** Like `compare`, for what `fetchInbox` read. */
export function compareInbox(
	rule: EventRule,
	cursor: Cursor | undefined,
	{ rows, followed, inbox }: Changes,
): Compared {
	const reads = cursor?.inboxReads ?? 0;
	// Another poll ran at the same time and emitted what it found: the next one goes on from there.
	if (cursor && inbox?.readAfter !== reads) return { events: [], cursor };
	const before = cursor?.open ?? {};
	const appeared = rows.filter((row) => !(idOf(row) in before) || isAnother(row, before));
	const found = [...appeared, ...decidedRows(rule, rows, followed, before)];
	const events = cursor ? found.filter((row) => rule.matches(row) && rule.stateOf(row) === 'happened') : [];
	// A row whose status does not say what became of it, such as an unknown one, is looked at again.
	const open = [...rows, ...followed.filter((row) => rule.stateOf(row) === 'open')];
	return {
		events: events.sort((a, b) => rule.timeOf(a) - rule.timeOf(b)),
		cursor: {
			key: rule.key,
			seen: {},
			open: Object.fromEntries(open.map((row) => [idOf(row), pauseOf(row) || (before[idOf(row)] ?? '')])),
			inboxReads: reads + 1,
		},
	};
}

/** The rows that were decided: the ones that left, and the ones that wait once more, as their run went on in between. */
function decidedRows(rule: EventRule, rows: Row[], left: Row[], before: Record<string, string>): Row[] {
	const again = rows.filter((row) => rule.stateOf(row) === 'open' && isAnother(row, before));
	return [
		...left.map((row) => ({ ...row, status: statusAtEnd(row, before[idOf(row)]) })),
		...again.map((row) => ({ ...row, status: 'approved', expires_at: before[idOf(row)] })),
	];
}

/** The decision behind a run's status. A run that ended without a result after its approval expired was not decided. */
function statusAtEnd({ status, decided_at: endedAt }: Row, expiry: string): unknown {
	const isOver = Date.parse(expiry) <= Date.parse(String(endedAt));
	return isOver && ['failed', 'cancelled'].includes(String(status)) ? 'expired' : status;
}

/** Whether a row waits for another decision than before; only where both have a date to be decided by. */
function isAnother(row: Row, before: Record<string, string>): boolean {
	const [then, now] = [before[idOf(row)] ?? '', pauseOf(row)];
	return then !== '' && now !== '' && then !== now;
}

/** By when to decide: differs between two pauses of one run. */
function pauseOf({ expires_at }: Row): string {
	return String(expires_at ?? '');
}
