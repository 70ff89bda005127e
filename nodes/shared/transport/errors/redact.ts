const SECRET_SHAPES = /\b(?:pr_(?:key|live)_|wht_)[\w-]+|\bBearer\s+[\w.~+/=-]+/g;
const MASK = '[redacted]';

/** Shorter ones are in everything. */
const SHORTEST = 4;

/**
 * Returns a function that hides secrets in text: the given values, however JSON and addresses write them, and all that is
 * shaped like a PromptRails key. The values first: a shape may be the start of one only.
 */
export function redactor(secrets: string[]): (text: string) => string {
	const known = secrets
		.map((secret) => secret.trim())
		.filter((secret) => secret.length >= SHORTEST)
		.flatMap(writtenAs)
		.sort((a, b) => b.length - a.length);
	return (text) =>
		known.reduce((left, secret) => left.replaceAll(secret, MASK), text).replace(SECRET_SHAPES, MASK);
}

function writtenAs(secret: string): string[] {
	return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret.toWellFormed())];
}

/** Applies a text redaction to every text inside a JSON value, keys included. */
export function redactDeep<T>(value: T, redact: (text: string) => string): T {
	if (typeof value === 'string') return redact(value) as T;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((inner: unknown) => redactDeep(inner, redact)) as T;
	const entries = Object.entries(value).map(([key, inner]) => [
		redact(key),
		redactDeep<unknown>(inner, redact),
	]);
	return Object.fromEntries(entries) as T;
}
