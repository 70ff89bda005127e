import { shown, table } from '../../support/table';
import type { Outcome, Target } from '../result';
import { overRounds } from '../statistics';

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
export function targetTable(targets: Array<{ number: string; target: Target }>): string {
	const rows = targets.map(({ number, target }) => [
		number,
		target.what,
		limit(target),
		shown(target.value),
		isMet(target) ? 'yes' : 'no',
	]);
	return table([['Case', 'Target', 'Goal', 'Measured', 'Reached'], ...rows]);
}
