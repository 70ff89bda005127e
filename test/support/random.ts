import { seededNumbers } from '../emulator/core/random';

/** Chance that can be had again from its seed. */
export interface Chance {
	/** A whole number from 0 up to, but without, `below`. */
	number(below: number): number;
	/** One of them. */
	pick<T>(choices: readonly T[]): T;
}

/** The chance that a seed gives. */
export function chance(seed: number): Chance {
	const next = seededNumbers(seed);
	const number = (below: number): number => next() % below;
	return { number, pick: (choices) => choices[number(choices.length)] };
}

/** The seed of a run: a new one each time, or the one in FAULT_SEED, to have a failure again. */
export function runSeed(): number {
	return Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
}
