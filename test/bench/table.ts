import type { Measured } from './statistics';

/** Figures under their column's name. */
export interface Row {
	label: string;
	figures: Record<string, Measured>;
}

const shown = ({ median, least, most }: Measured): string =>
	`${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;

/** A Markdown table; every cell is the median of the rounds, with the least and the most of them. */
export function table(corner: string, rows: Row[]): string {
	const columns = Object.keys(rows[0]?.figures ?? {});
	const lines = [
		[corner, ...columns],
		...rows.map(({ label, figures }) => [label, ...Object.values(figures).map(shown)]),
	];
	const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
	const text = lines.map(
		(line) => `| ${line.map((cell, column) => cell.padEnd(widths?.[column] ?? 0)).join(' | ')} |`,
	);
	const rule = `| ${widths?.map((width) => '-'.repeat(width)).join(' | ')} |`;
	return [text[0], rule, ...text.slice(1)].join('\n');
}
