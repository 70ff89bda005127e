import { ValidationError } from '../transport/errors';

/**
 * Reads a JSON field: text that users typed, or a value that an expression gave.
 * @returns undefined for an empty field
 * @throws ValidationError that names the field and where the text stops being JSON
 */
export function parseJsonField(raw: unknown, fieldName: string): unknown {
	if (typeof raw !== 'string') return raw ?? undefined;
	if (raw.trim() === '') return undefined;
	const { value, reason } = tryParse(raw);
	if (reason === undefined) return value;
	throw new ValidationError({
		message: `The field '${fieldName}' is not valid JSON${position(raw, reason)}`,
		hint: 'Write an object such as {"name": "Ada"}, or use an expression that gives an object.',
		serverText: reason,
	});
}

function tryParse(text: string): { value?: unknown; reason?: string } {
	try {
		return { value: JSON.parse(text) };
	} catch (error) {
		return { reason: error instanceof Error ? error.message : 'unreadable' };
	}
}

/** Turns the parser's character position into line and column. */
function position(text: string, reason: string): string {
	const offset = /at position (\d+)/.exec(reason)?.[1];
	const before = text.slice(0, offset === undefined ? text.length : Number(offset));
	const lines = before.split('\n');
	return ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}
