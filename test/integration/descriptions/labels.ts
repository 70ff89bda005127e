/** Words that Title Case leaves small inside a label. */
const SMALL = new Set('a an and as at by for from in into of on or per the to with'.split(' '));

/** Whether every word of a label begins with a capital or a digit, but for small words and versions (v2) inside it. */
export function isTitleCase(label: string): boolean {
	const words = label.replace(/[()]/g, '').split(/[\s-]+/);
	return words.every(
		(word, index) => (index > 0 && (SMALL.has(word) || /^v\d$/.test(word))) || /^[A-Z0-9]|^x[A-Z]/.test(word),
	);
}

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Whether two texts say the same in another spelling: `Built In` and `builtin`. */
export const saysTheSame = (one: string, other: string): boolean => bare(one) === bare(other);
