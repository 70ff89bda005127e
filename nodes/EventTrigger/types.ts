import type { Spare } from '../shared/transport/http/concurrency';
import type { Row } from '../shared/values';
import type { Cursor } from './cursor';

/** One page of a list. */
export interface Page {
	rows: Row[];
	/** How many rows the whole list has, where the server says so. */
	total?: number;
	isLast: boolean;
	/** Whether the list shows open rows only. */
	rowsLeave?: boolean;
}

/** The list in PromptRails that is polled. */
export interface Source {
	/** Reads a page, from 1, newest row first. */
	readPage: (page: number, query?: Record<string, string>) => Promise<Page>;
	/** Reads one row; undefined when it does not exist any more. */
	readRow: (id: string) => Promise<Row | undefined>;
	/** Places for pages that are read ahead; without it, pages are read one after another. */
	spare?: Spare;
	/** The statuses under which open rows are listed; none when the event is the appearance of a row. */
	openStatuses: string[];
}

/** What one poll read. */
export interface Changes {
	/** The newest rows of the list. */
	rows: Row[];
	/** Whether that is the whole list. */
	complete: boolean;
	/** How many rows the list has. Absent where the server does not say so, and where rows were deleted meanwhile. */
	total?: number;
	/** How many it had when its last page was read. */
	totalAtEnd?: number;
	/** Open rows that are deeper in the list. */
	followed: Row[];
	/** IDs of open rows that no longer exist. */
	gone: string[];
	/** Only of a list that shows open rows only: how many times it had been read before. */
	inbox?: { readAfter: number };
}

/** Which rows are events, by the settings of the node. */
export interface EventRule {
	/** Identifies the settings: a cursor belongs to one key. */
	key: string;
	/** Whether a row passes the filters whose answer never changes for a row, such as its agent. */
	matches: (row: Row) => boolean;
	/** What a row is to the event: it may still happen, it has happened, or it can no longer happen. */
	stateOf: (row: Row) => 'open' | 'happened' | 'over';
	/** When the event happened to a row, in ms of the server's clock. */
	timeOf: (row: Row) => number;
}

/** What a poll emits, and the cursor for the next one. */
export interface Compared {
	/** The oldest first. */
	events: Row[];
	cursor: Cursor;
}
