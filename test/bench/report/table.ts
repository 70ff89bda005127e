import type { Outcome, Target } from '../result';
import { overRounds } from '../statistics';

/** A Markdown table whose columns are as wide as they need to be. */
export function table(lines: string[][]): string {
	const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
	const [head, ...rows] = lines.map(
		(line) => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
	);
	const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [head, rule, ...rows].join('\n');
}

/** A figure with as many digits as it is worth. */
export const shown = (value: number): string =>
	value.toLocaleString('en', {
		maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
	});

/** The figures of a case: the median of the rounds, with the least and the most of them. */
export function figureTable({ measures }: Outcome): string {
	const rows = measures.flatMap(({ name, unit, figures }) =>
		figures.map(({ label, rounds }) => {
			const { median, least, most } = overRounds(rounds);
			const spread = rounds.length > 1 ? `${shown(least)} to ${shown(most)}` : '';
			return [`${name}, ${unit}`, label, shown(median), spread];
		}),
	);
	return table([['Measure', 'Of', 'Median', 'Spread'], ...rows]);
}

const limit = ({ atMost, atLeast, unit }: Target): string =>
	`${atMost === undefined ? `at least ${shown(atLeast ?? 0)}` : `at most ${shown(atMost)}`} ${unit}`.trim();

const isMet = ({ value, atMost = Infinity, atLeast = -Infinity }: Target): boolean =>
	value <= atMost && value >= atLeast;

/** Goals, and what was measured. */
export function targetTable(targets: Array<{ number: number; target: Target }>): string {
	const rows = targets.map(({ number, target }) => [
		String(number),
		target.what,
		limit(target),
		shown(target.value),
		isMet(target) ? 'yes' : 'no',
	]);
	return table([['Case', 'Target', 'Goal', 'Measured', 'Reached'], ...rows]);
}
