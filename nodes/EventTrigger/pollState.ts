import { type Row } from '../shared/values';

/** How many rows are remembered by their ID. */
export const MOST_SEEN = 1000;
/** How many rows that are still open are followed. */
export const MOST_OPEN = 2000;

/**
 * What is kept between two ticks, in n8n's static data of the node. Times are those of the server, in ms; they are
 * compared with each other only, never with a clock of ours.
 */
export interface PollState {
	/** What it belongs to: the event, its filters and the server. */
	key: string;
	/** When each of the newest rows was created, by ID. */
	seen: Record<string, number>;
	/** Rows that were created then or before count as seen; absent while `seen` has the whole list. */
	floor?: number;
	/** How many rows the list had, where the server tells. */
	total?: number;
	/** The last known status of rows to which the event may still happen, by ID, the oldest first. */
	open: Record<string, string>;
	/** Only of a list that holds open rows alone: how many times it was read. */
	inboxReads?: number;
}

/** What is known of a list, unless the server, being another one by now, keeps a list of the other kind. */
export function ofKind(known: PollState | undefined, holdsOpenRowsAlone: boolean): PollState | undefined {
	return (known?.inboxReads !== undefined) === holdsOpenRowsAlone ? known : undefined;
}

/** When a row was created; 0 when that cannot be told. */
export function createdAt(row: Row): number {
	return Date.parse(String(row.created_at)) || 0;
}

/** A row's ID. */
export function idOf(row: Row): string {
	return String(row.id);
}

/** Whether a row appeared since the state was made. */
export function isFresh({ seen, floor = -Infinity, open }: PollState, row: Row): boolean {
	const id = idOf(row);
	return !Object.hasOwn(seen, id) && !Object.hasOwn(open, id) && createdAt(row) > floor;
}

/** When the newest of the seen rows was created. */
export function newestSeen(seen: Record<string, number>): number {
	return Object.values(seen).reduce((newest, time) => Math.max(newest, time), -Infinity);
}

/**
 * Adds rows and forgets the oldest beyond the cap. Rows of the newest instant always stay, so that the floor is below
 * it: more rows of that instant may be on their way.
 */
export function remember(
	seen: Record<string, number>,
	rows: Row[],
	floor?: number,
): Pick<PollState, 'seen' | 'floor'> {
	const all = { ...seen, ...Object.fromEntries(rows.map((row) => [idOf(row), createdAt(row)])) };
	const newestFirst = Object.entries(all).sort(([, a], [, b]) => b - a);
	const newest = newestFirst[0]?.[1];
	const kept = newestFirst.filter(([, time], index) => index < MOST_SEEN || time === newest);
	const [, lastForgotten] = newestFirst[kept.length] ?? [];
	const floors = [floor, lastForgotten].filter((time) => time !== undefined);
	return {
		seen: Object.fromEntries(kept),
		...(floors.length > 0 ? { floor: Math.max(...floors) } : {}),
	};
}

/** Follows at most so many rows; those that were followed the longest go first. */
export function capOpen(open: Map<string, string>): Record<string, string> {
	return Object.fromEntries([...open].slice(-MOST_OPEN));
}
