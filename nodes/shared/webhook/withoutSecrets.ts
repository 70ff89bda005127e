import { MASK, redactDeep, Redactor, SHORTEST } from '../transport/errors/redact';
import { isObject } from '../values';

/**
 * A run without the token and the secret of the hook that started it: servers keep the token with the input. Fields that
 * are nothing but a secret are left out; in longer texts it is hidden.
 */
export function withoutSecrets<T>(run: T, secrets: string[]): T {
	const known = secrets.filter((secret) => secret !== '');
	const { text } = new Redactor(known, SHORTEST.inErrors);
	// The answer to the call itself comes with its secrets masked already.
	return redactDeep(withoutFields(run, [...known, MASK]), text);
}

function withoutFields<T>(value: T, secrets: string[]): T {
	if (Array.isArray(value)) return value.map((inner: unknown) => withoutFields(inner, secrets)) as T;
	if (!isObject(value)) return value;
	const kept = Object.entries(value).filter(([, inner]) => !secrets.includes(inner as string));
	return Object.fromEntries(kept.map(([key, inner]) => [key, withoutFields(inner, secrets)])) as T;
}
