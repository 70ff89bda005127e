/** The value below which a share of the values lies (nearest rank). */
export function quantile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const rank = Math.max(Math.ceil(share * sorted.length), 1);
	return sorted[rank - 1] ?? NaN;
}

/** A figure that was measured several times. */
export interface Measured {
	median: number;
	least: number;
	most: number;
}

/** The median of the rounds, with their spread. */
export function overRounds(rounds: number[]): Measured {
	return { median: quantile(rounds, 0.5), least: Math.min(...rounds), most: Math.max(...rounds) };
}
