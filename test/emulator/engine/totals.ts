import type { Execution } from '../store/rows';

/** What a set of runs adds up to. */
export interface Totals {
	executions: number;
	cost: number;
	tokens: number;
	errors: number;
	duration: number;
}

/** Sums runs up. */
export function totalsOf(executions: Execution[]): Totals {
	return {
		executions: executions.length,
		cost: sum(executions, ({ cost }) => cost),
		tokens: sum(executions, ({ token_usage }) => token_usage.total_tokens),
		errors: executions.filter(({ status }) => status === 'failed').length,
		duration: sum(executions, ({ duration_ms }) => duration_ms ?? 0),
	};
}

/** The days on which something happened, oldest first, each with what `summarise` makes of it. */
export function byDay<T extends { created_at: string }, R extends object>(
	rows: T[],
	summarise: (rows: T[]) => R,
) {
	return grouped(rows, ({ created_at }) => created_at.slice(0, 10))
		.map(([date, group]) => ({ date, ...summarise(group) }))
		.sort((a, b) => a.date.localeCompare(b.date));
}

/** Rows by a key, in the order in which the keys first appear. */
export function grouped<T>(rows: T[], key: (row: T) => string): Array<[string, T[]]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
	return [...groups];
}

/** The sum of one figure over rows. */
export function sum<T>(rows: T[], figure: (row: T) => number): number {
	return rows.reduce((total, row) => total + figure(row), 0);
}
