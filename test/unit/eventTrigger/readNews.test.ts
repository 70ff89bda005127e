import { MOST_OPEN, MOST_SEEN, type PollState } from '../../../nodes/EventTrigger/pollState';
import { readNews } from '../../../nodes/EventTrigger/readNews';
import { settle } from '../../../nodes/EventTrigger/settle';
import type { Watch } from '../../../nodes/EventTrigger/tick';
import { canonicalStatus, spellingsOf } from '../../../nodes/shared/execution/status';
import { appears, ListServer } from './listServer';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const DAY_MS = 24 * 3_600_000;

const ends: Watch = { ...appears, stateOf: ({ status }) => (status === 'done' ? 'happened' : 'open') };

async function tick(server: ListServer, watch: Watch, state?: PollState) {
	const result = settle(watch, state, await readNews(server.source, state));
	return { ...result, ids: result.events.map(({ id }) => id) };
}

test('rows below hundreds of known ones are found by the count when the clock was set back by a day', async () => {
	const server = new ListServer(100, true);
	for (let index = 0; index < 600; index += 1) server.add(NOW + index, 0);
	const first = await tick(server, appears);
	const late = [server.add(NOW - DAY_MS, 0), server.add(NOW + 300, 1)];
	const second = await tick(server, appears, first.state);
	expect(second.ids).toEqual(late.map(({ id }) => id));
	server.requests = 0;
	expect((await tick(server, appears, second.state)).ids).toEqual([]);
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
	expect((await readNews(source)).rows).toHaveLength(100);
});

test('a first tick over a long list reads what it remembers, and finds the open rows below', async () => {
	const server = new ListServer(100, true);
	const old = server.add(NOW - DAY_MS, 0);
	for (let index = 0; index < 3000; index += 1) server.add(NOW + index, 0, 'done');
	const { state } = await tick(server, ends);
	expect(server.requests).toBe(MOST_SEEN / 100 + 1);
	expect(state.open).toEqual({ [old.id]: 'pending' });
	old.status = 'done';
	expect((await tick(server, ends, state)).ids).toEqual([old.id]);
});

test('of too many open rows the newest are followed', async () => {
	const server = new ListServer(100, true);
	for (let index = 0; index < MOST_OPEN + 50; index += 1) server.add(NOW + index, 0);
	let { state } = await tick(server, ends);
	expect(Object.keys(state.open)).toHaveLength(MOST_OPEN);
	server.add(NOW + 9000, 0);
	({ state } = await tick(server, ends, state));
	expect(Object.keys(state.open)).toHaveLength(MOST_OPEN);
	expect(Object.keys(state.open).at(-1)).toBe(`row-${MOST_OPEN + 50}`);
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
