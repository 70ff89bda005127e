import type { Measure, Results } from '../result';

/** A picture at the top of the document: what one measure of a case says, in words. */
interface Picture {
	/** The case, and the name of its measure as it begins. */
	of: string;
	measure: string;
	title: string;
	unit: string;
	/** What a figure is divided by to be in that unit. */
	per: number;
	caption: string;
}

const PICTURES: Picture[] = [
	{
		of: '1b',
		measure: 'Time of 200',
		title: 'Time of 200 runs of 2 s',
		unit: 's',
		per: 1000,
		caption: 'Two hundred runs of two seconds each, without a setting.',
	},
	{
		of: '2',
		measure: 'Succeeded',
		title: 'Items of 200 that came through under a limit',
		unit: 'items',
		per: 1,
		caption: 'Two hundred items on a server that takes 50 requests a second, without a setting.',
	},
	{
		of: '4b',
		measure: 'Time',
		title: 'Time of a list of 20,000 rows, 100 ms away',
		unit: 's',
		per: 1000,
		caption: 'A list of 20,000 rows from a server that answers after 100 ms.',
	},
];

/** The pictures of the cases that were measured, each with its measure. */
export function picturesOf({ cases }: Results): Array<{ of: string; caption: string; measure: Measure }> {
	return PICTURES.flatMap(({ of, measure, title, unit, per, caption }) => {
		const found = cases[of]?.measures.find(({ name }) => name.startsWith(measure));
		if (!found) return [];
		const figures = found.figures.map(({ label, rounds }) => ({
			label,
			rounds: rounds.map((value) => value / per),
		}));
		return [{ of, caption, measure: { name: title, unit, figures } }];
	});
}
