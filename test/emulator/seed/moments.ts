const HOUR_MS = 3_600_000;

/** Hands out instants in the past, each later than the one before. */
export function moments(daysAgo: number, stepHours = 1): () => Date {
	let at = Date.now() - daysAgo * 24 * HOUR_MS;
	return () => new Date((at += stepHours * HOUR_MS));
}
