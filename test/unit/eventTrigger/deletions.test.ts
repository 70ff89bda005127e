import fc from 'fast-check';

import type { EventRule } from '../../../nodes/EventTrigger/types';
import { appears } from './listServer';
import { type Change, play, type Scenario } from './scenario';

const RUNS = 1500;
const SEED = 18;

const ends: EventRule = {
	...appears,
	stateOf: ({ status }) => (status === 'done' ? 'happened' : status === 'over' ? 'over' : 'open'),
};

/** Rows come, end and are deleted at the same time. */
const change: fc.Arbitrary<Change> = fc.record({
	stepMs: fc.constantFrom(0, 1, 1, 700),
	arrivals: fc.integer({ min: 0, max: 12 }),
	ties: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 }),
	ends: fc.constantFrom(0, 0, 0.1, 0.5),
	deletes: fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 5 }),
	offset: fc.nat(),
});

const scenario: fc.Arbitrary<Scenario> = fc.record({
	pageSize: fc.constantFrom(3, 5, 7),
	counts: fc.boolean(),
	before: fc.integer({ min: 0, max: 30 }),
	stepMs: fc.constantFrom(1, 1000),
	polls: fc.array(
		fc.record({
			change: change.map((each) => ({ ...each, stepMs: Math.max(1, each.stepMs) })),
			during: fc.dictionary(fc.integer({ min: 2, max: 6 }).map(String), change, { maxKeys: 2 }),
			overlaps: fc.boolean(),
			restarts: fc.boolean(),
		}),
		{ minLength: 1, maxLength: 4 },
	),
});

test.each([
	['appears', appears, RUNS],
	['ends', ends, RUNS / 5],
] as const)(
	'rows that are deleted in the middle of a poll lose no other row that %s',
	async (_name, rule, numRuns) => {
		let lost = 0;
		let doubled = 0;
		let runs = 0;
		await fc.assert(
			fc.asyncProperty(scenario, async (given) => {
				const { server, emitted, before } = await play(given, rule);
				const old = new Set(
					before.filter((row) => rule === appears || row.status === 'done').map(({ id }) => id),
				);
				const expected = server.rows
					.filter((row) => rule.stateOf(row) === 'happened' && !old.has(row.id))
					.map(({ id }) => id);
				const wasLost = expected.some((id) => !emitted.includes(id));
				lost += Number(wasLost);
				doubled += Number(new Set(emitted).size < emitted.length);
				runs += 1;
				expect({ wasLost, falsely: emitted.filter((id) => old.has(id)) }).toEqual({
					wasLost: false,
					falsely: [],
				});
			}),
			{ numRuns, seed: SEED, endOnFailure: true },
		);
		expect({ runs, lost, doubled }).toEqual({ runs: numRuns, lost: 0, doubled: 0 });
	},
	120_000,
);
