import type { Row } from '../shared/values';

/** How many rows are remembered by their ID; as many again of rows that have no time. */
export const MOST_SEEN = 1000;
/** How many rows that are still open are followed. */
export const MOST_OPEN = 2000;

/**
 * Up to where a list is known. It is kept between two polls, in n8n's static data of the node. Times are in ms and come
 * from the server. They are only compared with each other, so that this machine's clock does not matter.
 */
export interface Cursor {
	/** What it belongs to: the event, its filters and the server. */
	key: string;
	/** When each of the newest rows was created, by ID; 0 where the row does not say so. */
	seen: Record<string, number>;
	/** Rows that were created at this time or before count as seen. Absent while `seen` has the whole list. */
	floor?: number;
	/** How many rows the list had, where the server says so. */
	total?: number;
	/** The last known status of rows to which the event may still happen, by ID, the oldest first. */
	open: Record<string, string>;
	/** Only of a list that shows open rows only: how many times it was read. */
	inboxReads?: number;
}

/** The cursor, unless it was made on a list of the other kind: the server was updated in between. */
export function ofKind(cursor: Cursor | undefined, showsOpenRowsOnly: boolean): Cursor | undefined {
	return (cursor?.inboxReads !== undefined) === showsOpenRowsOnly ? cursor : undefined;
}

/** When a row was created, in ms; 0 when it does not say so. Some servers write the year 1 for that. */
export function createdAt(row: Row): number {
	return Math.max(0, Date.parse(String(row.created_at)) || 0);
}

/** A row's ID. */
export function idOf(row: Row): string {
	return String(row.id);
}

/**
 * The rows that appeared since the cursor was made.
 * @param rows in the order of the list: of rows without a time, only their place says which of them are new
 */
export function freshRows({ seen, floor, open }: Cursor, rows: Row[]): Row[] {
	let isBelowKnown = false;
	return rows.filter((row) => {
		const [id, time] = [idOf(row), createdAt(row)];
		isBelowKnown ||= time === 0 && Object.hasOwn(seen, id);
		if (Object.hasOwn(seen, id) || Object.hasOwn(open, id)) return false;
		if (floor === undefined) return true;
		return time > 0 ? time > floor : !isBelowKnown;
	});
}

/** When the newest of the seen rows was created. */
export function newestSeen(seen: Record<string, number>): number {
	return Object.values(seen).reduce((newest, time) => Math.max(newest, time), -Infinity);
}

/**
 * Adds rows and forgets the oldest beyond the limit. Rows of the newest instant always stay, so that the floor is below
 * that instant: more rows with the same time may still arrive.
 * @param rows the newest first
 */
export function remember(
	seen: Record<string, number>,
	rows: Row[],
	floor?: number,
): Pick<Cursor, 'seen' | 'floor'> {
	const added = rows.map((row): [string, number] => [idOf(row), createdAt(row)]);
	const isAdded = new Set(added.map(([id]) => id));
	const all = [...added, ...Object.entries(seen).filter(([id]) => !isAdded.has(id))];
	const timed = all.filter(([, time]) => time > 0).sort(([, a], [, b]) => b - a);
	const untimed = all.filter(([, time]) => time === 0);
	const newest = timed[0]?.[1];
	const kept = timed.filter(([, time], index) => index < MOST_SEEN || time === newest);
	const forgotten = [...timed.slice(kept.length), ...untimed.slice(MOST_SEEN)].map(([, time]) => time);
	const floors = [floor, forgotten[0]].filter((time) => time !== undefined);
	return {
		seen: Object.fromEntries([...kept, ...untimed.slice(0, MOST_SEEN)]),
		...(floors.length > 0 ? { floor: Math.max(...floors) } : {}),
	};
}

/** Limits the rows that are followed; the ones that were followed the longest are dropped first. */
export function capOpen(open: Map<string, string>): Record<string, string> {
	return Object.fromEntries([...open].slice(-MOST_OPEN));
}
