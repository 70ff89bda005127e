import type { Row } from '../shared/transport/pagination';
import { idOf, MOST_OPEN, type PollState } from './pollState';
import type { News, Page, Settled, Source, Watch } from './tick';

/**
 * Lists that hold open rows alone, as the approval inbox of the API's second generation: a row leaves when it is settled,
 * and may come back under the same ID. Nothing tells what is new but the rows that were there before, so that the whole
 * list is read each time.
 */

/** Reads such a list, and what became of the rows that left it. */
export async function readInbox(
	{ readPage, readRow, openStatuses }: Source,
	first: Page,
	state?: PollState,
): Promise<News> {
	const rows = new Map<string, Row>();
	let page = first;
	for (let number = 2; ; number += 1) {
		for (const row of page.rows) rows.set(idOf(row), row);
		if (page.isLast || rows.size >= MOST_OPEN) break;
		page = await readPage(number);
	}
	const followed: Row[] = [];
	// In a list of several pages, rows move up while it is read, and one may be missed that is still there.
	const looksAgain = openStatuses.length > 0 || page !== first;
	for (const id of looksAgain ? Object.keys(state?.open ?? {}) : []) {
		const row = rows.has(id) ? undefined : await readRow(id);
		if (row?.status === 'pending') rows.set(id, row);
		else if (row && openStatuses.length > 0) followed.push(row);
	}
	return {
		rows: [...rows.values()],
		complete: true,
		followed,
		gone: [],
		inbox: { readAfter: state?.inboxReads ?? 0 },
	};
}

/** Like `settle`, for what `readInbox` read. */
export function settleInbox(
	watch: Watch,
	state: PollState | undefined,
	{ rows, followed, inbox }: News,
): Settled {
	const reads = state?.inboxReads ?? 0;
	// Another tick ran at the same time and told what it found: the next one goes on from there.
	if (state && inbox?.readAfter !== reads) return { events: [], state };
	const appeared = rows.filter((row) => state?.open[idOf(row)] !== pauseOf(row));
	const events = state
		? [...appeared, ...followed].filter((row) => watch.concerns(row) && watch.stateOf(row) === 'happened')
		: [];
	return {
		events: events.sort((a, b) => watch.timeOf(a) - watch.timeOf(b)),
		state: {
			key: watch.key,
			seen: {},
			open: Object.fromEntries(rows.map((row) => [idOf(row), pauseOf(row)])),
			inboxReads: reads + 1,
		},
	};
}

/** Tells one pause of a run from a later one, where both have a date to be decided by. */
function pauseOf({ expires_at }: Row): string {
	return String(expires_at ?? '');
}
