import { shortened } from './quoted';
import { hideShapes } from './redact';

/** As much of a text as is looked at, in characters: what comes behind it could not be shown anyway. */
const MOST_READ = 100_000;
/** As much of a text as an error shows, in characters. */
const LONGEST = 500;

/** Elements whose content is not text. */
const CODE_ELEMENTS = ['style', 'script'];

/**
 * What a server said, as errors show it: one short line without markup and without anything shaped like a key. It takes
 * time in proportion to the length of the text, whatever is in it.
 */
export function serverLine(text: string): string {
	const line = withoutMarkup(text.slice(0, MOST_READ)).replace(/\s+/g, ' ').trim();
	return shortened(hideShapes(line), LONGEST);
}

/** A text with a space in place of each tag, and of the content of scripts and styles. */
function withoutMarkup(text: string): string {
	const lowerCase = text.toLowerCase();
	const parts: string[] = [];
	let at = 0;
	for (;;) {
		const start = text.indexOf('<', at);
		const end = start < 0 ? -1 : tagEnd(lowerCase, start);
		if (end < 0) return [...parts, text.slice(at)].join(' ');
		parts.push(text.slice(at, start));
		at = end;
	}
}

/** Where the tag ends that begins at `start`, with the content of a script or style; below 0 where it does not end. */
function tagEnd(lowerCase: string, start: number): number {
	const element = CODE_ELEMENTS.find((name) => lowerCase.startsWith(name, start + 1));
	if (element === undefined) return lowerCase.indexOf('>', start) + 1 || -1;
	const closing = `</${element}>`;
	const end = lowerCase.indexOf(closing, start);
	return end < 0 ? lowerCase.length : end + closing.length;
}
