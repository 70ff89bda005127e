/** A Markdown table; the first line is its head. */
export function table(lines: Array<Array<string | number>>): string {
	const [head = [], ...rows] = lines;
	return [head, head.map(() => '---'), ...rows].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** A figure with as many digits as it is worth. */
export const shown = (value: number): string =>
	value.toLocaleString('en', {
		maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
	});
