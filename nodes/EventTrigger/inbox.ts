import { idOf, MOST_OPEN, type PollState } from './pollState';
import type { News, Page, Settled, Source, Watch } from './tick';
import { type Row } from '../shared/values';

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
	const before = state?.open ?? {};
	const appeared = rows.filter((row) => !(idOf(row) in before) || isAnother(row, before));
	const told = [...appeared, ...decidedOnes(watch, rows, followed, before)];
	const events = state ? told.filter((row) => watch.concerns(row) && watch.stateOf(row) === 'happened') : [];
	// One that says nothing yet, such as a status that is not known, is looked at again.
	const open = [...rows, ...followed.filter((row) => watch.stateOf(row) === 'open')];
	return {
		events: events.sort((a, b) => watch.timeOf(a) - watch.timeOf(b)),
		state: {
			key: watch.key,
			seen: {},
			open: Object.fromEntries(open.map((row) => [idOf(row), pauseOf(row) || (before[idOf(row)] ?? '')])),
			inboxReads: reads + 1,
		},
	};
}

/** What was decided: the rows that left, and those that wait once more, for their run went on in between. */
function decidedOnes(watch: Watch, rows: Row[], left: Row[], before: Record<string, string>): Row[] {
	const again = rows.filter((row) => watch.stateOf(row) === 'open' && isAnother(row, before));
	return [
		...left.map((row) => ({ ...row, status: statusAtEnd(row, before[idOf(row)]) })),
		...again.map((row) => ({ ...row, status: 'approved', expires_at: before[idOf(row)] })),
	];
}

/** A run that ended without a result when its approval was over: nobody decided in time. */
function statusAtEnd({ status, decided_at: endedAt }: Row, expiry: string): unknown {
	const isOver = Date.parse(expiry) <= Date.parse(String(endedAt));
	return isOver && ['failed', 'cancelled'].includes(String(status)) ? 'expired' : status;
}

/** Whether a row waits for another decision than before; only where both have a date to be decided by. */
function isAnother(row: Row, before: Record<string, string>): boolean {
	const [then, now] = [before[idOf(row)] ?? '', pauseOf(row)];
	return then !== '' && now !== '' && then !== now;
}

/** By when to decide: tells one pause of a run from a later one. */
function pauseOf({ expires_at }: Row): string {
	return String(expires_at ?? '');
}
