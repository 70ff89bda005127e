/** Chance that can be had again from its seed. */
export interface Chance {
	/** A whole number from 0 up to, but without, `below`. */
	number(below: number): number;
	/** One of them. */
	pick<T>(choices: readonly T[]): T;
}

/** A generator of 32 bits (mulberry32): small, and good enough to pick faults with. */
export function chance(seed: number): Chance {
	let state = seed >>> 0;
	const number = (below: number): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
	};
	return { number, pick: (choices) => choices[number(choices.length)] };
}

/** The seed of a run: the day's luck, or the one in FAULT_SEED, to have a failure again. */
export function runSeed(): number {
	return Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000);
}
