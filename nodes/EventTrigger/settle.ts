import { settleInbox } from './inbox';
import { capOpen, createdAt, idOf, isFresh, ofKind, type PollState, remember } from './pollState';
import type { News, Settled, Watch } from './tick';
import { type Row } from '../shared/values';

/**
 * Tells the events from the rows that a tick read, and what to keep until the next tick. It has no other input and
 * awaits nothing: ticks that overlap each settle against what the other left behind.
 * @param known what earlier ticks kept; undefined for the first tick, which brings no events
 */
export function settle(watch: Watch, known: PollState | undefined, news: News): Settled {
	const state = ofKind(known, news.inbox !== undefined);
	if (news.inbox) return settleInbox(watch, state, news);
	if (!state) return { events: [], state: firstState(watch, news) };
	const fresh = news.rows.filter((row) => isFresh(state, row));
	const isNews = new Set(fresh.map(idOf));
	// What was read later is what counts; the oldest first.
	const rows = new Map([...news.rows, ...news.followed].reverse().map((row) => [idOf(row), row]));
	for (const row of news.followed) rows.set(idOf(row), row);

	const open = new Map(Object.entries(state.open));
	const events: Row[] = [];
	for (const [id, row] of rows) {
		if ((isNews.has(id) || open.has(id)) && judge(watch, row, open) === 'happened') events.push(row);
	}
	for (const id of news.gone) open.delete(id);
	return {
		events: events.sort((a, b) => watch.timeOf(a) - watch.timeOf(b)),
		state: {
			key: watch.key,
			...remember(state.seen, fresh, state.floor),
			...withTotal(nextTotal(state, news, fresh.length)),
			open: capOpen(open),
		},
	};
}

function firstState(watch: Watch, news: News): PollState {
	const open = new Map<string, string>();
	for (const row of [...news.rows, ...news.followed].sort((a, b) => createdAt(a) - createdAt(b))) {
		judge(watch, row, open);
	}
	const floor = news.complete ? undefined : Math.min(...news.rows.map(createdAt));
	return {
		key: watch.key,
		...remember({}, news.rows, floor),
		...withTotal(news.total),
		open: capOpen(open),
	};
}

/** Follows a row or lets it go, by what it is to the event. */
function judge(watch: Watch, row: Row, open: Map<string, string>): ReturnType<Watch['stateOf']> {
	const state = watch.concerns(row) ? watch.stateOf(row) : 'over';
	if (state === 'open') open.set(idOf(row), String(row.status));
	else open.delete(idOf(row));
	return state;
}

/**
 * The count to compare with at the next tick. Rows that the count tells of but that were not found, because the list
 * changed its order between two pages, are looked for once more; a tick that finds none of them gives up.
 */
function nextTotal({ total }: PollState, news: News, found: number): number | undefined {
	if (total === undefined || news.totalAtEnd === undefined || found === 0) return news.total;
	return Math.min(news.totalAtEnd, total + found);
}

function withTotal(total: number | undefined): Pick<PollState, 'total'> {
	return total === undefined ? {} : { total };
}
