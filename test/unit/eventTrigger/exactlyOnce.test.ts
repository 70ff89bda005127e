import fc from 'fast-check';

import type { EventRule } from '../../../nodes/EventTrigger/types';
import { appears } from './listServer';
import { type Change, changes, play, type Scenario } from './scenario';

const RUNS = 20;

const ends: EventRule = {
	...appears,
	stateOf: ({ status }) => (status === 'done' ? 'happened' : status === 'over' ? 'over' : 'open'),
};

const poll = fc.record({
	change: changes,
	during: fc.oneof(fc.constant({}), fc.record({ 2: changes })),
	failsAt: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
	overlaps: fc.boolean(),
	restarts: fc.boolean(),
});

const scenario: fc.Arbitrary<Scenario> = fc.record({
	pageSize: fc.constantFrom(7, 100),
	counts: fc.boolean(),
	before: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 950, max: 1600 })),
	stepMs: fc.constantFrom(0, 1, 1000),
	polls: fc.array(poll, { minLength: 1, maxLength: 7 }),
});

const none: Change = { stepMs: 0, arrivals: 0, ties: [0], ends: 0, deletes: [], offset: 0 };
const plain = { during: {}, overlaps: false, restarts: false };

/** What went wrong once: rows that arrive during a poll push those of one instant just as far as a page is long. */
const EXAMPLES: Array<[Scenario]> = [true, false].map((counts) => [
	{
		pageSize: 7,
		counts,
		before: 950,
		stepMs: 0,
		polls: [
			{
				...plain,
				change: { ...none, arrivals: 90 },
				during: { 2: { ...none, stepMs: 700, arrivals: 126 } },
			},
			{ ...plain, change: { ...none, arrivals: 90 } },
		],
	},
]);

test('every row that appears is emitted exactly once', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async (given) => {
			const { server, emitted, before } = await play(given, appears);
			const expected = server.rows.slice(before.length).map(({ id }) => id);
			expect([...emitted].sort()).toEqual([...expected].sort());
			if (given.counts) expect(server.requests).toBe(1);
		}),
		{ numRuns: RUNS, examples: EXAMPLES },
	);
}, 60_000);

test('every row that comes to its end is emitted exactly once, however deep in the list it is', async () => {
	await fc.assert(
		fc.asyncProperty(scenario, async (given) => {
			const { server, emitted, before } = await play(given, ends);
			const wasDone = new Set(before.filter(({ status }) => status === 'done').map(({ id }) => id));
			const expected = server.rows.filter(({ id, status }) => status === 'done' && !wasDone.has(id));
			expect([...emitted].sort()).toEqual(expected.map(({ id }) => id).sort());
		}),
		{ numRuns: RUNS, examples: EXAMPLES },
	);
}, 60_000);
