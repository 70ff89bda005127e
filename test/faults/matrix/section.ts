import type { Section } from '../report';
import type { Measured } from './cell';
import type { Fault } from './faults';
import type { Kind } from './kind';

/** What was measured of one cell, and where it stands. */
export interface MeasuredCell extends Measured {
	kind: Kind;
	fault: Fault;
	lasts: boolean;
}

const count = (cells: MeasuredCell[], isOne: (cell: MeasuredCell) => boolean): number =>
	cells.filter(isOne).length;

/** How a fault is told: the types, the most frequent first. */
function types(cells: MeasuredCell[]): string {
	const told = cells.flatMap(({ type }) => (type === undefined ? [] : [type]));
	const sorted = [...new Set(told)].sort(
		(a, b) =>
			told.filter((type) => type === b).length - told.filter((type) => type === a).length ||
			a.localeCompare(b),
	);
	return sorted.map((type) => `\`${type}\``).join(', ') || '–';
}

function row(fault: Fault, cells: MeasuredCell[], kinds: number): string {
	const well = (lasts: boolean): string =>
		`${count(cells, (cell) => cell.lasts === lasts && cell.type === undefined)} of ${kinds}`;
	const repeated = count(cells, ({ isRepeated, lasts }) => lasts && isRepeated);
	const unknown = count(cells, ({ isUnknown, lasts }) => lasts && isUnknown);
	const columns = [fault.name, types(cells), well(false), well(true), repeated, unknown];
	return `| ${columns.join(' | ')} |`;
}

/** The part of docs/reliability.md about the matrix. */
export function matrixSection(faults: Fault[], kinds: Kind[], cells: MeasuredCell[]): Section {
	const sum = (value: (cell: MeasuredCell) => number): number =>
		cells.reduce((total, cell) => total + value(cell), 0);
	return {
		id: 'matrix',
		heading: 'Fault matrix',
		lines: [
			`**${cells.length.toLocaleString('en')} cells**: ${faults.length} faults, each befalling ${kinds.length} kinds of request, the first attempt alone or all of them. Of each cell is`,
			'checked: the type and the text of the error, or that all went well; how often the server saw the request; what',
			'the workflow got, and that nothing is lost or left over once the fault is gone; and the time, which is never',
			'longer than the Max Retry Time and one Timeout. Where the outcome is open, the server has done its work: the worst case.',
			'',
			'| What | Count |',
			'| --- | --- |',
			`| Cells | ${cells.length} |`,
			`| All went well | ${count(cells, ({ type }) => type === undefined)} |`,
			`| Reported as a typed error | ${count(cells, ({ type }) => type !== undefined)} |`,
			`| Carried out more than once, of what must not be | ${count(cells, ({ carriedOut }) => carriedOut > 1)} |`,
			`| Times that the key, or anything else, came to another server | ${sum(({ strayed }) => strayed)} |`,
			'',
			`Kinds of request: ${kinds.map(({ name }) => name).join('; ')}.`,
			'',
			'_Once_ and _always_: of how many kinds of request the result came all the same, when the fault befell the first',
			'attempt or all of them. _Repeated_ and _unknown_: how many sent the request again, and how many reported that its',
			'outcome is unknown, when it befell all of them.',
			'',
			'| Fault | Reported as | Once | Always | Repeated | Unknown |',
			'| --- | --- | --- | --- | --- | --- |',
			...faults.map((fault) =>
				row(
					fault,
					cells.filter((cell) => cell.fault === fault),
					kinds.length,
				),
			),
		],
	};
}
