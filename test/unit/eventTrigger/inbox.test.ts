import fc from 'fast-check';

import { compare } from '../../../nodes/EventTrigger/compare';
import { type Cursor } from '../../../nodes/EventTrigger/cursor';
import { fetchChanges } from '../../../nodes/EventTrigger/fetchChanges';
import { Concurrency } from '../../../nodes/shared/transport/http/concurrency';
import type { EventRule, Source } from '../../../nodes/EventTrigger/types';
import { appears } from './listServer';
import { type Row } from '../../../nodes/shared/values';

const PAGE_SIZE = 5;

/** An approval inbox: the rows that are pending, the latest run first; the others can be read by their ID alone. */
class InboxServer {
	readonly runs = new Map<string, Row>();
	requests = 0;
	/** How many pages were asked for at the same time, at the most. */
	mostAtOnce = 0;
	private atOnce = 0;
	/** Called before the second page is read. */
	meanwhile: () => void = () => {};

	pause(id: string, expires_at: string | null = null): void {
		const created_at = new Date(Number(id.slice(1)) * 1000).toISOString();
		this.runs.set(id, { id, status: 'pending', created_at, expires_at });
	}

	decide(id: string, status = 'approved', decided_at: string | null = null): void {
		this.runs.set(id, { ...this.runs.get(id), status, decided_at });
	}

	source(openStatuses: string[]): Source {
		return {
			openStatuses,
			spare: new Concurrency().spare,
			readPage: async (page) => {
				this.requests += 1;
				this.atOnce += 1;
				this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
				await new Promise(setImmediate);
				this.atOnce -= 1;
				if (page === 2) this.meanwhile();
				const rows = [...this.runs.values()]
					.filter(({ status }) => status === 'pending')
					.sort((a, b) => String(b.created_at).localeCompare(String(a.created_at)));
				const end = page * PAGE_SIZE;
				return {
					rows: rows.slice(end - PAGE_SIZE, end),
					total: rows.length,
					isLast: end >= rows.length,
					rowsLeave: true,
				};
			},
			readRow: async (id) => {
				this.requests += 1;
				return this.runs.get(id);
			},
		};
	}
}

const requested = appears;
const decided: EventRule = {
	...appears,
	stateOf: ({ status }) =>
		['pending', 'odd'].includes(String(status)) ? 'open' : status === 'failed' ? 'over' : 'happened',
};

class Ticks {
	cursor?: Cursor;

	constructor(
		private readonly server: InboxServer,
		private readonly rule: EventRule,
	) {}

	async tick(): Promise<string[]> {
		return (await this.rows()).map(({ id }) => String(id));
	}

	async rows(): Promise<Row[]> {
		const openStatuses = this.rule === decided ? ['pending'] : [];
		const { events, cursor } = compare(
			this.rule,
			this.cursor,
			await fetchChanges(this.server.source(openStatuses), this.cursor),
		);
		this.cursor = JSON.parse(JSON.stringify(cursor)) as Cursor;
		return events;
	}
}

test('a run that started long ago and pauses now is told, wherever it stands in the inbox', async () => {
	const server = new InboxServer();
	['r9', 'r8', 'r7', 'r6', 'r5', 'r4'].forEach((id) => server.pause(id));
	const ticks = new Ticks(server, requested);
	expect(await ticks.tick()).toEqual([]);
	server.pause('r1');
	expect(await ticks.tick()).toEqual(['r1']);
	expect(await ticks.tick()).toEqual([]);
});

test('a run that pauses a second time is told a second time', async () => {
	const server = new InboxServer();
	const ticks = new Ticks(server, requested);
	await ticks.tick();
	server.pause('r1', '2026-01-01');
	expect(await ticks.tick()).toEqual(['r1']);
	server.decide('r1');
	expect(await ticks.tick()).toEqual([]);
	server.pause('r1', '2026-01-01');
	expect(await ticks.tick()).toEqual(['r1']);
	server.pause('r1', '2026-01-02');
	expect(await ticks.tick()).toEqual(['r1']);
});

test('a decision is told when its run has left the inbox, with what the run says', async () => {
	const server = new InboxServer();
	['r1', 'r2'].forEach((id) => server.pause(id));
	const ticks = new Ticks(server, decided);
	expect(await ticks.tick()).toEqual([]);
	server.decide('r1');
	expect(await ticks.tick()).toEqual(['r1']);
	expect(await ticks.tick()).toEqual([]);
});

test('a run that waits for another decision was let go on with the first one', async () => {
	const server = new InboxServer();
	server.pause('r1', '2026-01-01');
	const ticks = new Ticks(server, decided);
	await ticks.tick();
	server.pause('r1', '2026-01-02');
	expect(await ticks.rows()).toMatchObject([{ id: 'r1', status: 'approved', expires_at: '2026-01-01' }]);
	expect(await ticks.rows()).toEqual([]);
	server.decide('r1', 'rejected');
	expect(await ticks.rows()).toMatchObject([{ id: 'r1', status: 'rejected' }]);
});

test('a run that failed tells of no decision, unless its approval was over by then', async () => {
	const server = new InboxServer();
	['r1', 'r2'].forEach((id) => server.pause(id, '2026-01-02'));
	const ticks = new Ticks(server, decided);
	await ticks.tick();
	server.decide('r1', 'failed', '2026-01-01');
	server.decide('r2', 'failed', '2026-01-03');
	expect(await ticks.rows()).toMatchObject([{ id: 'r2', status: 'expired' }]);
	expect(await ticks.rows()).toEqual([]);
});

test('a run that paused before the first poll is not emitted, though others leave the inbox while that poll reads it', async () => {
	const server = new InboxServer();
	for (let index = 1; index <= 12; index += 1) server.pause(`r${index}`);
	server.meanwhile = () => ['r12', 'r11', 'r10'].forEach((id) => server.decide(id));
	const ticks = new Ticks(server, requested);
	expect(await ticks.tick()).toEqual([]);
	expect(await ticks.tick()).toEqual([]);
});

test('a run whose status says nothing yet is looked at again', async () => {
	const server = new InboxServer();
	server.pause('r1');
	const ticks = new Ticks(server, decided);
	await ticks.tick();
	server.decide('r1', 'odd');
	expect(await ticks.tick()).toEqual([]);
	server.decide('r1');
	expect(await ticks.tick()).toEqual(['r1']);
	expect(await ticks.tick()).toEqual([]);
});

test('a quiet tick asks once', async () => {
	const server = new InboxServer();
	server.pause('r1');
	for (const rule of [requested, decided]) {
		const ticks = new Ticks(server, rule);
		await ticks.tick();
		server.requests = 0;
		await ticks.tick();
		expect(server.requests).toBe(1);
	}
});

test('the pages of a long inbox are read side by side, each once', async () => {
	const server = new InboxServer();
	for (let index = 1; index <= 62; index += 1) server.pause(`r${index}`);
	const ticks = new Ticks(server, requested);
	await ticks.tick();
	server.requests = 0;
	server.pause('r70');
	expect(await ticks.tick()).toEqual(['r70']);
	expect([server.requests, server.mostAtOnce]).toEqual([13, 8]);
});

test('of two ticks at the same time one tells, and the next one what the other found', async () => {
	const server = new InboxServer();
	const source = server.source([]);
	const start = compare(requested, undefined, await fetchChanges(source)).cursor;
	server.pause('r1');
	const older = await fetchChanges(source, start);
	server.pause('r2');
	const newer = compare(requested, start, await fetchChanges(source, start));
	expect(newer.events.map(({ id }) => id)).toEqual(['r1', 'r2']);
	const late = compare(requested, newer.cursor, older);
	expect(late).toEqual({ events: [], cursor: newer.cursor });
	expect(compare(requested, late.cursor, await fetchChanges(source, late.cursor)).events).toEqual([]);
});

test('what was known of a list of the other kind counts as nothing', async () => {
	const server = new InboxServer();
	server.pause('r1');
	const other: Cursor = { key: 'k', seen: { a1: 1 }, open: { a1: 'pending' } };
	const { events, cursor } = compare(requested, other, await fetchChanges(server.source([]), other));
	expect(events).toEqual([]);
	expect(cursor.open).toEqual({ r1: '' });
});

const step = fc.record({
	pauses: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }),
	decides: fc.array(fc.nat({ max: 40 }), { maxLength: 12 }),
	/** Decided while the list is being read. */
	meanwhile: fc.array(fc.nat({ max: 40 }), { maxLength: 6 }),
});

test.each([
	['request', requested],
	['decision', decided],
] as const)(
	'every %s is told exactly once, whatever leaves the inbox while it is read',
	async (_name, rule) => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
				const server = new InboxServer();
				const ticks = new Ticks(server, rule);
				await ticks.tick();
				const told: string[] = [];
				const paused: string[] = [];
				const settled = new Set<string>();
				const decide = (id: string): void => {
					if (server.runs.get(id)?.status !== 'pending') return;
					server.decide(id);
					settled.add(id);
				};
				for (const { pauses, decides, meanwhile } of steps) {
					decides.forEach((id) => decide(`r${id}`));
					for (const id of pauses.map((each) => `r${each}`)) {
						if (server.runs.has(id)) continue;
						server.pause(id);
						paused.push(id);
					}
					server.meanwhile = () => meanwhile.forEach((id) => decide(`r${id}`));
					told.push(...(await ticks.tick()));
					server.meanwhile = () => {};
					told.push(...(await ticks.tick()));
				}
				const seen = rule === requested ? paused : [...settled];
				expect(new Set(told).size).toBe(told.length);
				expect(seen).toEqual(expect.arrayContaining(told));
				// Only what came and went between two looks can have been missed.
				const missed = seen.filter((id) => !told.includes(id));
				expect(missed.filter((id) => !settled.has(id))).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	},
);
