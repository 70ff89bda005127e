import { ValidationError } from '../errors/errors';

/** Where the API lives unless the credential says otherwise. */
export const DEFAULT_BASE_URL = 'https://api.promptrails.ai';

/**
 * Turns what people paste into the credential into an origin with an optional path prefix:
 * spaces, trailing slashes and a pasted `/api/v1` are dropped.
 * @throws ValidationError when it is not an http or https address
 */
export function normalizeBaseUrl(raw: unknown): string {
	const given = raw ?? '';
	// Nothing stands for the default, a value of another type does not: the key would go where its owner does not want it.
	const text = typeof given === 'string' ? given.trim() || DEFAULT_BASE_URL : '';
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new ValidationError({
			message: 'The base URL in the PromptRails credential is not a web address',
			hint: `Enter an address that begins with https:// or http://, such as ${DEFAULT_BASE_URL}.`,
		});
	}
	return withoutSlashes(`${url.origin}${url.pathname}`).replace(/\/api\/v1$/, '');
}

function withoutSlashes(address: string): string {
	let { length } = address;
	while (address[length - 1] === '/') length -= 1;
	return address.slice(0, length);
}
