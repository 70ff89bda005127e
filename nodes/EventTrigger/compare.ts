import type { Row } from '../shared/values';
import { capOpen, createdAt, type Cursor, freshRows, idOf, ofKind, remember } from './cursor';
import { compareInbox } from './inbox';
import type { Changes, Compared, EventRule } from './types';

/**
 * Compares what a poll read with the cursor: which rows are events, and what the next cursor is. It has no other input and
 * awaits nothing, so that polls that overlap each compare with what the other one left behind.
 * @param given the cursor that earlier polls left; undefined for the first poll, which has no events
 */
export function compare(rule: EventRule, given: Cursor | undefined, changes: Changes): Compared {
	const cursor = ofKind(given, changes.inbox !== undefined);
	if (changes.inbox) return compareInbox(rule, cursor, changes);
	if (!cursor) return { events: [], cursor: firstCursor(rule, changes) };
	const fresh = freshRows(cursor, changes.rows);
	const isNew = new Set(fresh.map(idOf));
	// The oldest first. Of a row that was read twice, the later reading counts.
	const rows = new Map([...changes.rows, ...changes.followed].reverse().map((row) => [idOf(row), row]));
	for (const row of changes.followed) rows.set(idOf(row), row);

	const open = new Map(Object.entries(cursor.open));
	const events: Row[] = [];
	for (const [id, row] of rows) {
		if ((isNew.has(id) || open.has(id)) && judge(rule, row, open) === 'happened') events.push(row);
	}
	for (const id of changes.gone) open.delete(id);
	return {
		events: events.sort((a, b) => rule.timeOf(a) - rule.timeOf(b)),
		cursor: {
			key: rule.key,
			...remember(cursor.seen, fresh, cursor.floor),
			...withTotal(nextTotal(cursor, changes, fresh.length)),
			open: capOpen(open),
		},
	};
}

function firstCursor(rule: EventRule, changes: Changes): Cursor {
	const open = new Map<string, string>();
	for (const row of [...changes.rows, ...changes.followed].sort((a, b) => createdAt(a) - createdAt(b))) {
		judge(rule, row, open);
	}
	const times = changes.rows.map(createdAt).filter((time) => time > 0);
	const floor = times.length > 0 ? Math.min(...times) : 0;
	return {
		key: rule.key,
		...remember({}, changes.rows, changes.complete ? undefined : floor),
		...withTotal(changes.total),
		open: capOpen(open),
	};
}

/** Follows a row or drops it, by what it is to the event. */
function judge(rule: EventRule, row: Row, open: Map<string, string>): ReturnType<EventRule['stateOf']> {
	const state = rule.matches(row) ? rule.stateOf(row) : 'over';
	if (state === 'open') open.set(idOf(row), String(row.status));
	else open.delete(idOf(row));
	return state;
}

/**
 * The count to compare with at the next poll. Rows that the server counts but that were not found, because the list
 * changed its order between two pages, are searched once more; when a poll finds none of them, they are given up.
 */
function nextTotal({ total }: Cursor, changes: Changes, found: number): number | undefined {
	if (changes.total === undefined) return undefined;
	if (total === undefined || changes.totalAtEnd === undefined || found === 0) return changes.total;
	return Math.min(changes.totalAtEnd, total + found);
}

function withTotal(total: number | undefined): Pick<Cursor, 'total'> {
	return total === undefined ? {} : { total };
}
