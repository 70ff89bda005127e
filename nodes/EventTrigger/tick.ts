import type { PollState } from './pollState';
import { type Row } from '../shared/values';

/** One page of a list. */
export interface Page {
	rows: Row[];
	/** How many rows the whole list has, where the server tells. */
	total?: number;
	isLast: boolean;
	/** Whether the list holds open rows alone. */
	rowsLeave?: boolean;
}

/** The list that is looked at. */
export interface Source {
	/** Reads a page, from 1, newest row first. */
	readPage: (page: number, query?: Record<string, string>) => Promise<Page>;
	/** Reads one row; undefined when it is gone. */
	readRow: (id: string) => Promise<Row | undefined>;
	/** The statuses under which open rows are listed; none when the event is the appearance of a row. */
	openStatuses: string[];
}

/** What one tick read. */
export interface News {
	/** The newest rows of the list. */
	rows: Row[];
	/** Whether that is the whole list. */
	complete: boolean;
	/** How many rows the list had when its first page was read. */
	total?: number;
	/** How many it had when its last page was read. */
	totalAtEnd?: number;
	/** Open rows that lie deeper in the list. */
	followed: Row[];
	/** IDs of open rows that no longer exist. */
	gone: string[];
	/** Only of a list that holds open rows alone: how many times it had been read before. */
	inbox?: { readAfter: number };
}

/** What a tick looks for in the rows. */
export interface Watch {
	key: string;
	/** Whether a row passes the filters that never change for a row, such as its agent. */
	concerns: (row: Row) => boolean;
	/** What a row is to the event: it may still happen, it happens now, or it can no longer happen. */
	stateOf: (row: Row) => 'open' | 'happened' | 'over';
	/** When the event happened to a row, in ms of the server's clock. */
	timeOf: (row: Row) => number;
}

/** What a tick brings, and what to keep until the next one. */
export interface Settled {
	/** The oldest first. */
	events: Row[];
	state: PollState;
}
