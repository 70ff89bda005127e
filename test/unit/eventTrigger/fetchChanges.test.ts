import { compare } from '../../../nodes/EventTrigger/compare';
import { type Cursor, MOST_OPEN, MOST_SEEN } from '../../../nodes/EventTrigger/cursor';
import { fetchChanges } from '../../../nodes/EventTrigger/fetchChanges';
import type { EventRule, Source } from '../../../nodes/EventTrigger/types';
import { type Row } from '../../../nodes/shared/values';
import { canonicalStatus, spellingsOf } from '../../../nodes/shared/execution/status';
import { appears, ListServer } from './listServer';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const DAY_MS = 24 * 3_600_000;

const ends: EventRule = { ...appears, stateOf: ({ status }) => (status === 'done' ? 'happened' : 'open') };

async function tick(server: ListServer, rule: EventRule, cursor?: Cursor) {
	const result = compare(rule, cursor, await fetchChanges(server.source, cursor));
	return { ...result, ids: result.events.map(({ id }) => id) };
}

test('rows below hundreds of known ones are found by the count when the clock was set back by a day', async () => {
	const server = new ListServer(100, true);
	for (let index = 0; index < 600; index += 1) server.add(NOW + index, 0);
	const first = await tick(server, appears);
	const late = [server.add(NOW - DAY_MS, 0), server.add(NOW + 300, 1)];
	const second = await tick(server, appears, first.cursor);
	expect(second.ids).toEqual(late.map(({ id }) => id));
	server.requests = 0;
	expect((await tick(server, appears, second.cursor)).ids).toEqual([]);
	expect(server.requests).toBe(1);
});

test('a server that knows no pages does not make a tick endless', async () => {
	const server = new ListServer(100, false);
	for (let index = 0; index < 250; index += 1) server.add(NOW + index, 0);
	const { readPage, ...rest } = server.source;
	const source = {
		...rest,
		readPage: async () => ({ ...(await readPage(1)), isLast: false }),
	};
	expect((await fetchChanges(source)).rows).toHaveLength(100);
});

test('a first tick over a long list reads what it remembers, and finds the open rows below', async () => {
	const server = new ListServer(100, true);
	const old = server.add(NOW - DAY_MS, 0);
	for (let index = 0; index < 3000; index += 1) server.add(NOW + index, 0, 'done');
	const { cursor } = await tick(server, ends);
	// Twice the pages of what is remembered, to notice rows that are deleted meanwhile, and the list of open rows.
	expect(server.requests).toBe((2 * MOST_SEEN) / 100 + 1);
	expect(cursor.open).toEqual({ [old.id]: 'pending' });
	old.status = 'done';
	expect((await tick(server, ends, cursor)).ids).toEqual([old.id]);
});

test('of too many open rows the newest are followed', async () => {
	const server = new ListServer(100, true);
	for (let index = 0; index < MOST_OPEN + 50; index += 1) server.add(NOW + index, 0);
	let { cursor } = await tick(server, ends);
	expect(Object.keys(cursor.open)).toHaveLength(MOST_OPEN);
	server.add(NOW + 9000, 0);
	({ cursor } = await tick(server, ends, cursor));
	expect(Object.keys(cursor.open)).toHaveLength(MOST_OPEN);
	expect(Object.keys(cursor.open).at(-1)).toBe(`row-${MOST_OPEN + 50}`);
});

test('statuses are one in every spelling', () => {
	expect(['waiting_approval', 'canceled', 'DENIED', 'expired'].map(canonicalStatus)).toEqual([
		'awaiting_approval',
		'cancelled',
		'rejected',
		'expired',
	]);
	expect(spellingsOf('canceled')).toEqual(['cancelled', 'canceled']);
});

/** A list of rows without a time, the newest first. */
function untimedSource(rows: Row[]): Source {
	return {
		readPage: async (page) => ({
			rows: rows.slice((page - 1) * 100, page * 100),
			isLast: page * 100 >= rows.length,
		}),
		readRow: async () => undefined,
		openStatuses: [],
	};
}

test.each([[undefined], ['0001-01-01T00:00:00Z'], ['soon']])(
	'rows that were created at %s are emitted once, and do not grow the cursor',
	async (created_at) => {
		const rows: Row[] = [];
		const source = untimedSource(rows);
		let made = 0;
		const add = (count: number) => {
			const added = Array.from({ length: count }, () => ({ id: `row-${(made += 1)}`, created_at }));
			rows.unshift(...added.reverse());
			return added.map(({ id }) => id).sort();
		};
		const poll = async (cursor?: Cursor) => {
			const { events, cursor: next } = compare(appears, cursor, await fetchChanges(source, cursor));
			const ids = events.map(({ id }) => String(id)).sort();
			return { ids, cursor: JSON.parse(JSON.stringify(next)) as Cursor };
		};
		add(2500);
		let { ids, cursor } = await poll();
		expect(ids).toEqual([]);
		for (const count of [1, 130, 0, 950, 2]) {
			const added = add(count);
			({ ids, cursor } = await poll(cursor));
			expect(ids).toEqual(added);
			expect(Object.keys(cursor.seen)).toHaveLength(MOST_SEEN);
		}
	},
);
