const LONGEST = 100;

/** The start of a text, where it is longer than people read. */
export function shortened(text: string, longest: number): string {
	return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A value as messages show it: in quotes, and cut where it is long. */
export function quoted(value: unknown): string {
	return `'${shortened(String(value), LONGEST)}'`;
}
