import fc from 'fast-check';

import { compare } from '../../../nodes/EventTrigger/compare';
import type { Cursor } from '../../../nodes/EventTrigger/cursor';
import { fetchChanges } from '../../../nodes/EventTrigger/fetchChanges';
import type { EventRule } from '../../../nodes/EventTrigger/types';
import { type ListRow, ListServer } from './listServer';

const START = Date.parse('2026-01-31T12:00:00Z');

/** What happens to the server between two polls, or between two pages of a poll. */
export interface Change {
	/** How far the clock moves before each new row, in ms; 0 makes equal times. */
	stepMs: number;
	arrivals: number;
	ties: number[];
	/** Which of the open rows end, as a share; spread over the whole list. */
	ends: number;
	/** Which of the newest rows are deleted, by their place in the list. */
	deletes: number[];
	offset: number;
}

/** One poll, and what happens around it. */
export interface Poll {
	change: Change;
	/** What happens before a request of the poll is answered, by the request's number. */
	during: Record<number, Change>;
	/** At which request the poll fails. */
	failsAt?: number;
	/** A second poll runs at the same time. */
	overlaps: boolean;
	/** n8n starts again before it, with what it stored when it last started the workflow. */
	restarts: boolean;
}

/** A server, and the polls of a trigger. */
export interface Scenario {
	pageSize: number;
	counts: boolean;
	before: number;
	stepMs: number;
	polls: Poll[];
}

/** Changes without deletions, of a few rows or of several pages. */
export const changes: fc.Arbitrary<Change> = fc.record({
	stepMs: fc.constantFrom(0, 0, 1, 700),
	arrivals: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 90, max: 320 })),
	ties: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 }),
	ends: fc.constantFrom(0, 0, 0.02, 0.5, 1),
	deletes: fc.constant([]),
	offset: fc.nat(),
});

/** A trigger in n8n, which stores the cursor when a poll starts the workflow, and when it is published. */
class Trigger {
	events: string[] = [];
	private cursor?: Cursor;
	private stored?: string;

	constructor(
		private readonly server: ListServer,
		private readonly rule: EventRule,
	) {}

	async poll(): Promise<void> {
		this.commit(await fetchChanges(this.server.source, this.cursor));
	}

	/** Two polls that read at the same time; the one that began first ends last. */
	async overlapping(): Promise<void> {
		const first = await fetchChanges(this.server.source, this.cursor);
		const second = await fetchChanges(this.server.source, this.cursor);
		this.commit(second);
		this.commit(first);
	}

	restart(): void {
		this.cursor = this.stored === undefined ? undefined : (JSON.parse(this.stored) as Cursor);
	}

	private commit(changed: Awaited<ReturnType<typeof fetchChanges>>): void {
		const isFirst = this.cursor === undefined;
		const { events, cursor } = compare(this.rule, this.cursor, changed);
		this.cursor = cursor;
		this.events.push(...events.map(({ id }) => String(id)));
		if (isFirst || events.length > 0) this.stored = JSON.stringify(cursor);
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

	apply({ stepMs, arrivals, ties, ends, deletes, offset }: Change): void {
		for (let index = 0; index < arrivals; index += 1) {
			this.now += stepMs;
			this.server.add(this.now, ties[index % ties.length], index % 4 === 0 ? 'done' : 'pending');
		}
		const open = this.server.rows.filter(({ status }) => status === 'pending');
		const step = ends > 0 ? Math.round(1 / ends) : Infinity;
		for (let index = offset % step; index < open.length; index += step) {
			open[index].status = index % 5 === 0 ? 'over' : 'done';
		}
		const newestFirst = this.server.newestFirst();
		const deleted = new Set(deletes.map((place) => newestFirst[place]?.id));
		this.server.delete(({ id }) => deleted.has(id));
	}
}

/** What the trigger emitted, and the rows that were there before its first poll. */
export interface Played {
	server: ListServer;
	emitted: string[];
	before: ListRow[];
}

/** Plays a scenario. */
export async function play(given: Scenario, rule: EventRule): Promise<Played> {
	const world = new World(given);
	const { server } = world;
	const trigger = new Trigger(server, rule);
	await trigger.poll();
	expect(trigger.events).toEqual([]);
	const before = server.rows.map((row) => ({ ...row }));
	for (const { change, during, failsAt, overlaps, restarts } of given.polls) {
		world.apply(change);
		if (restarts) trigger.restart();
		server.requests = 0;
		server.beforeAnswer = () => {
			if (server.requests === failsAt) throw new Error('gone away');
			const meanwhile = during[server.requests];
			if (meanwhile) world.apply(meanwhile);
		};
		await (overlaps ? trigger.overlapping() : trigger.poll()).catch(() => {});
		server.beforeAnswer = () => {};
	}
	for (let index = 0; index < 3; index += 1) await trigger.poll();
	server.requests = 0;
	await trigger.poll();
	return { server, emitted: trigger.events, before };
}
