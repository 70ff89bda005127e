import { redactDeep, redactor } from '../transport/errors/redact';
import { isObject } from '../values';

/**
 * A run without the token and the secret of the hook that started it: servers keep the token with the input. Fields that
 * are nothing but a secret are left out; in longer texts it is hidden.
 */
export function withoutSecrets<T>(run: T, secrets: string[]): T {
	const known = secrets.filter((secret) => secret !== '');
	return redactDeep(withoutFields(run, known), redactor(known));
}

function withoutFields<T>(value: T, secrets: string[]): T {
	if (Array.isArray(value)) return value.map((inner: unknown) => withoutFields(inner, secrets)) as T;
	if (!isObject(value)) return value;
	const kept = Object.entries(value).filter(([, inner]) => !secrets.includes(inner as string));
	return Object.fromEntries(kept.map(([key, inner]) => [key, withoutFields(inner, secrets)])) as T;
}
