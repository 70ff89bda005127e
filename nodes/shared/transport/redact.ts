const SECRET_SHAPES = /\b(?:pr_(?:key|live)_|wht_)[\w-]+|\bBearer\s+[\w.~+/=-]+/g;
const MASK = '[redacted]';

/** Returns a function that hides secrets in text: everything shaped like a PromptRails key, and the given values. */
export function redactor(secrets: string[]): (text: string) => string {
	const known = secrets.filter((secret) => secret.length > 3);
	return (text) =>
		known.reduce((left, secret) => left.split(secret).join(MASK), text.replace(SECRET_SHAPES, MASK));
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
