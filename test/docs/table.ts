/** A Markdown table; the first line is its head. */
export function table(lines: Array<Array<string | number>>): string {
	const [head = [], ...rows] = lines;
	return [head, head.map(() => '---'), ...rows].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
