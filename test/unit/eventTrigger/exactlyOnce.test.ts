import fc from 'fast-check';

import type { PollState } from '../../../nodes/EventTrigger/pollState';
import { readNews } from '../../../nodes/EventTrigger/readNews';
import { settle } from '../../../nodes/EventTrigger/settle';
import type { Watch } from '../../../nodes/EventTrigger/tick';
import { appears, type ListRow, ListServer } from './listServer';

const START = Date.parse('2026-01-31T12:00:00Z');
const RUNS = 20;

const stateOfStatus: Watch['stateOf'] = ({ status }) =>
	status === 'done' ? 'happened' : status === 'over' ? 'over' : 'open';

/** What happens to the server between two ticks, or between two pages of a tick. */
const change = fc.record({
	/** How far the clock moves before each new row, in ms; 0 makes equal times. */
	stepMs: fc.constantFrom(0, 0, 1, 700),
	arrivals: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 90, max: 320 })),
	ties: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 }),
	/** Which of the open rows end, as a share; spread over the whole list. */
	ends: fc.constantFrom(0, 0, 0.02, 0.5, 1),
	offset: fc.nat(),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const tick = fc.record({
	change,
	during: fc.option(change, { nil: undefined }),
	/** At which request the tick fails. */
	failsAt: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
	/** A second tick that runs at the same time. */
	overlaps: fc.boolean(),
	/** n8n starts again before it, with what it stored when it last started the workflow. */
	restarts: fc.boolean(),
});

const scenario = fc.record({
	pageSize: fc.constantFrom(7, 100),
	counts: fc.boolean(),
	before: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 950, max: 1600 })),
	stepMs: fc.constantFrom(0, 1, 1000),
	ticks: fc.array(tick, { minLength: 1, maxLength: 7 }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const none: Change = { stepMs: 0, arrivals: 0, ties: [0], ends: 0, offset: 0 };
const plain = { during: undefined, failsAt: undefined, overlaps: false, restarts: false };

/** What went wrong once: rows that arrive during a tick push those of one instant just as far as a page is long. */
const EXAMPLES: Array<[Scenario]> = [true, false].map((counts) => [
	{
		pageSize: 7,
		counts,
		before: 950,
		stepMs: 0,
		ticks: [
			{ ...plain, change: { ...none, arrivals: 90 }, during: { ...none, stepMs: 700, arrivals: 126 } },
			{ ...plain, change: { ...none, arrivals: 90 } },
		],
	},
]);

/** A trigger in n8n, which stores the state when a tick starts the workflow, and when it is published. */
class Trigger {
	events: string[] = [];
	private state?: PollState;
	private stored?: string;

	constructor(
		private readonly server: ListServer,
		private readonly watch: Watch,
	) {}

	async tick(): Promise<void> {
		this.commit(await readNews(this.server.source, this.state));
	}

	/** Two ticks that read at the same time; the one that began first ends last. */
	async overlapping(): Promise<void> {
		const first = await readNews(this.server.source, this.state);
		const second = await readNews(this.server.source, this.state);
		this.commit(second);
		this.commit(first);
	}

	restart(): void {
		this.state = this.stored === undefined ? undefined : (JSON.parse(this.stored) as PollState);
	}

	private commit(news: Awaited<ReturnType<typeof readNews>>): void {
		const isFirst = this.state === undefined;
		const { events, state } = settle(this.watch, this.state, news);
		this.state = state;
		this.events.push(...events.map(({ id }) => String(id)));
		if (isFirst || events.length > 0) this.stored = JSON.stringify(state);
	}
}

class World {
	now = START;
	readonly server: ListServer;

	constructor({ pageSize, counts, before, stepMs }: Scenario) {
		this.server = new ListServer(pageSize, counts);
		for (let index = 0; index < before; index += 1) {
			this.now += stepMs;
			this.server.add(this.now, index % 3, ['pending', 'done', 'over'][index % 3]);
		}
	}

	apply({ stepMs, arrivals, ties, ends, offset }: Change): void {
		for (let index = 0; index < arrivals; index += 1) {
			this.now += stepMs;
			this.server.add(this.now, ties[index % ties.length], index % 4 === 0 ? 'done' : 'pending');
		}
		const open = this.server.rows.filter(({ status }) => status === 'pending');
		const step = ends > 0 ? Math.round(1 / ends) : Infinity;
		for (let index = offset % step; index < open.length; index += step) {
			open[index].status = index % 5 === 0 ? 'over' : 'done';
		}
	}
}

/** Plays a scenario and returns what the trigger emitted, and the rows that were there before its first tick. */
async function play(
	given: Scenario,
	watch: Watch,
): Promise<{ world: World; emitted: string[]; before: ListRow[] }> {
	const world = new World(given);
	const { server } = world;
	const trigger = new Trigger(server, watch);
	await trigger.tick();
	expect(trigger.events).toEqual([]);
	const before = server.rows.map((row) => ({ ...row }));
	for (const { change: first, during, failsAt, overlaps, restarts } of given.ticks) {
		world.apply(first);
		if (restarts) trigger.restart();
		server.requests = 0;
		server.beforeAnswer = () => {
			if (server.requests === failsAt) throw new Error('gone away');
			if (server.requests === 2 && during) world.apply(during);
		};
		await (overlaps ? trigger.overlapping() : trigger.tick()).catch(() => {});
		server.beforeAnswer = () => {};
	}
	for (let index = 0; index < 3; index += 1) await trigger.tick();
	server.requests = 0;
	await trigger.tick();
	return { world, emitted: trigger.events, before };
}

test('every row that appears is told exactly once', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async (given) => {
			const { world, emitted, before } = await play(given, appears);
			const expected = world.server.rows.slice(before.length).map(({ id }) => id);
			expect([...emitted].sort()).toEqual([...expected].sort());
			if (given.counts) expect(world.server.requests).toBe(1);
		}),
		{ numRuns: RUNS, examples: EXAMPLES },
	);
}, 60_000);

test('every row that comes to its end is told exactly once, however deep it lies', async () => {
	const watch: Watch = { ...appears, stateOf: stateOfStatus };
	await fc.assert(
		fc.asyncProperty(scenario, async (given) => {
			const { world, emitted, before } = await play(given, watch);
			const wasDone = new Set(before.filter(({ status }) => status === 'done').map(({ id }) => id));
			const expected = world.server.rows.filter(({ id, status }) => status === 'done' && !wasDone.has(id));
			expect([...emitted].sort()).toEqual(expected.map(({ id }) => id).sort());
		}),
		{ numRuns: RUNS, examples: EXAMPLES },
	);
}, 60_000);
