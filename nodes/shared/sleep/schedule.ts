const MINUTE = 60_000;

/** Pauses between the first looks, in ms: many things are settled soon, the others may take days. */
const FIRST_PAUSES = [1, 2, 5, 15].map((minutes) => minutes * MINUTE);
const LATER_PAUSE = 60 * MINUTE;
const SHORTEST_PAUSE = 1000;

/**
 * How long to sleep until the next look, in ms.
 * @param looks how many looks there were before this one
 * @param interval what the user wants between two looks, in ms; 0 for 1, 2, 5, 15 and then every 60 minutes
 */
export function pauseAfter(looks: number, interval: number): number {
	return interval > 0 ? Math.max(interval, SHORTEST_PAUSE) : (FIRST_PAUSES[looks] ?? LATER_PAUSE);
}
