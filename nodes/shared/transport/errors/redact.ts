import { DEEPEST } from '../http/limits';

/** The shapes of PromptRails keys and hook tokens, and what follows the word Bearer. */
const SECRET_SHAPES = /\b(?:pr_(?:key|live)_|wht_)[\w-]+|\bBearer\s+[\w.~+/=-]+/g;
/** Stands where a secret was. */
export const MASK = '[redacted]';
const TOO_DEEP = '[nested too deeply]';
/** Escapes for characters that JSON.stringify writes as they are, or in a shorter way. */
const NEEDLESS_ESCAPE = /\\[u/]/;

/**
 * Shorter secrets are not looked for, in characters: as words they occur in everything. Good answers are items that a
 * workflow goes on with, so that masking a word there does harm; in errors it does not.
 */
export const SHORTEST = { inAnswers: 8, inErrors: 4 };

/** Returns the text with its secrets masked. */
export type Redact = (text: string) => string;

/** Masks certain secrets, in every form in which JSON and addresses write them. */
export class Redactor {
	/** The longest first: one secret may be the start of another. */
	private readonly forms: string[];
	/** As JSON texts have them. */
	private readonly formsInJson: string[];

	/**
	 * @param secrets values to hide
	 * @param shortest those shorter than this are ignored, in characters
	 */
	constructor(secrets: string[] = [], shortest = SHORTEST.inAnswers) {
		const known = secrets.map((secret) => secret.trim()).filter(({ length }) => length >= shortest);
		this.forms = [...new Set(known.flatMap(writtenAs))].sort((a, b) => b.length - a.length);
		this.formsInJson = this.forms.map(inJson);
	}

	/** The text with its secrets masked. */
	readonly text: Redact = (text) =>
		this.forms.reduce((left, form) => (left.includes(form) ? left.replaceAll(form, MASK) : left), text);

	/**
	 * Whether a secret may stand somewhere in a JSON text, which takes a fraction of the time of looking through its value.
	 * Without the escapes that JSON could do without, there is one way to write a text in it: that of JSON.stringify.
	 */
	mayBeIn(json: string): boolean {
		return NEEDLESS_ESCAPE.test(json) || this.formsInJson.some((form) => json.includes(form));
	}

	/** How many characters at the end of a text may be the start of a secret. */
	startAtEnd(text: string): number {
		return Math.max(0, ...this.forms.map((form) => overlap(text, form)));
	}
}

/** Makes redactors, and keeps the last one: the items of a node mostly have the same secrets. */
export class Redactors {
	private last?: { key: string; redactor: Redactor };

	/** As the constructor of `Redactor`. */
	of(secrets: string[], shortest?: number): Redactor {
		const key = JSON.stringify([shortest, secrets]);
		if (this.last?.key !== key) this.last = { key, redactor: new Redactor(secrets, shortest) };
		return this.last.redactor;
	}
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** How many characters at the end of a text are the start of a longer form. */
function overlap(text: string, form: string): number {
	let at = text.indexOf(form[0], Math.max(0, text.length - form.length + 1));
	while (at >= 0 && !form.startsWith(text.slice(at))) at = text.indexOf(form[0], at + 1);
	return at < 0 ? 0 : text.length - at;
}

function writtenAs(secret: string): string[] {
	return [secret, inJson(secret), encodeURIComponent(secret.toWellFormed())];
}

/** Masks whatever is shaped like a key or a token of PromptRails. */
export function hideShapes(text: string): string {
	return text.replace(SECRET_SHAPES, MASK);
}

/**
 * Applies a redaction to every text inside a JSON value, keys included. A part without secrets is returned as it is.
 * @param onTooDeep called for what lies deeper than `DEEPEST`, and gives what replaces it
 */
export function redactDeep<T>(value: T, redact: Redact, onTooDeep: () => unknown = () => TOO_DEEP): T {
	return inside(value, redact, onTooDeep, DEEPEST) as T;
}

function inside(value: unknown, redact: Redact, onTooDeep: () => unknown, levels: number): unknown {
	if (typeof value === 'string') return redact(value);
	if (typeof value !== 'object' || value === null) return value;
	if (levels === 0) return onTooDeep();
	if (Array.isArray(value)) {
		const items = value.map((one: unknown) => inside(one, redact, onTooDeep, levels - 1));
		return items.some((one, index) => one !== value[index]) ? items : value;
	}
	let isChanged = false;
	const entries = Object.entries(value).map(([key, one]): [string, unknown] => {
		const entry: [string, unknown] = [redact(key), inside(one, redact, onTooDeep, levels - 1)];
		isChanged ||= entry[0] !== key || entry[1] !== one;
		return entry;
	});
	return isChanged ? Object.fromEntries(entries) : value;
}
