import { ValidationError } from '../errors/errors';

/**
 * Encodes one value for use as a whole path segment.
 * @throws ValidationError for values that could change the path: empty, `.`, `..`, or not a text or number
 */
export function toPathSegment(value: unknown, name: string): string {
	const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	if (text === '' || text === '.' || text === '..' || !text.isWellFormed()) {
		throw new ValidationError({
			message: `${name} is not a usable ID`,
			hint:
				text === ''
					? 'It is empty. Pick one from the list, or enter an ID.'
					: 'Enter the ID as PromptRails shows it.',
		});
	}
	return encodeURIComponent(text);
}

/** The names in the braces of a path template. */
export type PathNames<Path extends string> = string extends Path
	? string
	: Path extends `${string}{${infer Name}}${infer Rest}`
		? Name | PathNames<Rest>
		: never;

/**
 * The path of a request with the values of its names; the compiler refuses a name that the template lacks.
 * @param path a template such as `/api/v1/agents/{agentId}`
 */
export const pathWith = <const Path extends string>(
	path: Path,
	pathParams: Record<PathNames<Path>, unknown>,
): { path: Path; pathParams: Record<string, unknown> } => ({ path, pathParams });

/**
 * Fills a path template such as `/api/v1/agents/{agentId}`.
 * @param params one value for each name in braces
 * @throws ValidationError when a value cannot be a path segment
 */
export function buildPath(template: string, params: Record<string, unknown> = {}): string {
	return template.replace(/\{(\w+)\}/g, (_match, name: string) => toPathSegment(params[name], name));
}
