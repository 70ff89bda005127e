const LONGEST = 100;

/**
 * A text that people read, cut with an ellipsis where it is longer than so many UTF-16 units, but never within what a
 * reader takes for one character, such as an emoji of several code points.
 */
export function shortened(text: string, longest: number): string {
	if (text.length <= longest) return text;
	let end = 0;
	for (const { index, segment } of new Intl.Segmenter().segment(text)) {
		if (index + segment.length >= longest) break;
		end = index + segment.length;
	}
	return `${text.slice(0, end).trimEnd()}…`;
}

/** A value as messages show it: in quotes, and cut where it is long. */
export function quoted(value: unknown): string {
	return `'${shortened(String(value), LONGEST)}'`;
}
