import { ValidationError } from '../../transport/errors/errors';
import { trimmed } from './pasted';

/** Deeper values are too much for what writes them as text on their way. */
const DEEPEST = 500;

/**
 * Reads a JSON field: text that users typed, or a value that an expression gave.
 * @returns undefined for an empty field
 * @throws ValidationError that names the field and where the text stops being JSON, or says that it is nested too deeply
 */
export function parseJsonField(raw: unknown, fieldName: string): unknown {
	const value = typeof raw === 'string' ? parse(raw, fieldName) : (raw ?? undefined);
	if (isWithin(value, DEEPEST)) return value;
	throw new ValidationError({
		message: `The field '${fieldName}' is nested too deeply`,
		hint: `Give a value of at most ${DEEPEST} levels that does not contain itself.`,
	});
}

/** Whether a value has at most so many levels of objects and lists. */
function isWithin(value: unknown, levels: number): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; depth <= levels; depth += 1) {
		const inner = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
		level = [...new Set(inner as unknown[])];
		if (level.length === 0) return true;
	}
	return false;
}

function parse(text: string, fieldName: string): unknown {
	// Characters that do not show come along with copied text. They go.
	const inner = trimmed(text);
	if (inner === '') return undefined;
	const start = text.indexOf(inner);
	const raw = blank(text.slice(0, start)) + withoutFence(inner);
	const { value, reason } = tryParse(raw);
	if (reason === undefined) return decodedAgain(value);
	throw new ValidationError({
		message: `The field '${fieldName}' is not valid JSON${position(raw, reason)}`,
		hint: `${reason}. Write an object such as {"name": "Ada"}, or use an expression that gives an object. Around a text in it that an expression gives, put JSON.stringify().`,
	});
}

/** The JSON in a block of code, as models write it: its first and its last line are no part of it. */
function withoutFence(text: string): string {
	const [fence, firstEnd] = ['```', text.indexOf('\n')];
	if (firstEnd < 0 || !text.startsWith(fence) || !text.endsWith(fence)) return text;
	return blank(text.slice(0, firstEnd)) + text.slice(firstEnd, -fence.length);
}

/** A list or an object that was written as a text twice, as JSON.stringify of a text that is JSON already does. */
function decodedAgain(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const { value: inner, reason } = tryParse(value);
	return reason === undefined ? inner : value;
}

/** Blanks in the place of a text, so that the positions of the rest stay. */
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

function tryParse(text: string): { value?: unknown; reason?: string } {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		return { reason: error instanceof Error ? error.message : 'unreadable' };
	}
}

/** Where the text stops being JSON, as line and column. */
function position(text: string, reason: string): string {
	const lines = text.slice(0, offsetIn(reason) ?? longestStart(text)).split('\n');
	return ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}

function offsetIn(reason: string): number | undefined {
	const found = /at position (\d+)/.exec(reason)?.[1];
	return found === undefined ? undefined : Number(found);
}

/** Length of the longest start of the text that could still become JSON; some parsers do not give the position. */
function longestStart(text: string): number {
	let [good, bad] = [0, text.length + 1];
	while (bad - good > 1) {
		const middle = Math.floor((good + bad) / 2);
		if (couldBecomeJson(text.slice(0, middle))) good = middle;
		else bad = middle;
	}
	return good;
}

function couldBecomeJson(start: string): boolean {
	const { reason } = tryParse(start);
	return (
		reason === undefined || /Unexpected end|Unterminated/.test(reason) || offsetIn(reason) === start.length
	);
}
