/** Texts shorter than this are in everything. */
const SHORTEST = 8;

/** A secret, and what to call it where it was found. */
export interface Secret {
	name: string;
	value: string;
}

/** The names of the secrets that stand in a text or in bytes, as they are or as JSON or a URL has them. */
export function secretsIn(content: string | Buffer, secrets: Secret[]): string[] {
	return secrets
		.filter(({ value }) => value.length >= SHORTEST)
		.filter(({ value }) => writtenAs(value).some((text) => content.includes(text)))
		.map(({ name }) => name);
}

function writtenAs(value: string): string[] {
	return [...new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value.toWellFormed())])];
}

/** Everything that can be read in a value: of errors what does not show when they are written as JSON, too. */
export function textOf(value: unknown): string {
	const seen = new Set<object>();
	return (
		JSON.stringify(value, (key, inner: unknown) => {
			// n8n hands the node back with an error: its parameters are what the user typed.
			if (key === 'node') return undefined;
			if (typeof inner === 'bigint') return String(inner);
			if (typeof inner !== 'object' || inner === null) return inner;
			if (seen.has(inner)) return undefined;
			seen.add(inner);
			if (!(inner instanceof Error)) return inner;
			const { message, stack, cause } = inner;
			return { ...inner, message, stack, cause };
		}) ?? ''
	);
}

/**
 * @param where what was looked through, for the error
 * @throws when a secret is in it
 */
export function refuseSecrets(where: string, content: string | Buffer, secrets: Secret[]): void {
	const found = secretsIn(content, secrets);
	// Not with the content, which would put the secret into the log of the tests.
	if (found.length > 0) throw new Error(`${where} shows ${found.join(', ')}`);
}
