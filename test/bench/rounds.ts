import { overRounds } from './statistics';
import type { Figure } from './result';

/** Ways of doing the same, each of which gives one figure for each of its measures. */
export type Ways<Name extends string> = Record<string, () => Promise<Record<Name, number>>>;

/**
 * Runs each way once a round, in turns, so that what else the machine does hits all of them alike. A first round is not
 * counted: n8n loads and compiles what it needs.
 * @param warmUp how many rounds are not counted; none where a round takes long beside what n8n loads
 * @returns for each measure, the figures of each way
 */
export async function interleaved<Name extends string>(
	ways: Ways<Name>,
	rounds: number,
	warmUp = 1,
): Promise<Record<Name, Figure[]>> {
	const measured = {} as Record<Name, Figure[]>;
	for (let round = -warmUp; round < rounds; round++) {
		for (const [label, way] of Object.entries(ways)) {
			const figures = Object.entries(await way()) as Array<[Name, number]>;
			if (round < 0) continue;
			for (const [name, value] of figures) {
				const known = (measured[name] ??= []).find((figure) => figure.label === label);
				if (known) known.rounds.push(value);
				else measured[name].push({ label, rounds: [value] });
			}
		}
	}
	return measured;
}

/** The median of one way. */
export function median(figures: Figure[], label: string): number {
	const figure = figures.find((one) => one.label === label);
	if (!figure) throw new Error(`Nothing was measured of ${label}`);
	return overRounds(figure.rounds).median;
}

/** How many times as much one way takes as another, by the medians. */
export const ratio = (figures: Figure[], label: string, to: string): number =>
	median(figures, label) / median(figures, to);
