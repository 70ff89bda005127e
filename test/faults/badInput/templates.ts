import type { ContractOperation } from '../../contracts';
import type { RecordedRequest } from '../../emulator';

/** A method and a path, with `*` for what differs from call to call. */
export type Template = string;

/** Whether a text is an ID as the server makes them. */
export const isId = (text: string): boolean => /^(?:[0-9A-Za-z]{27}|wht_\w+)$/.test(text);

/**
 * The template of a request that a valid run of an operation made.
 * @param given texts that the user entered
 */
export function templateOf(
	{ method, path }: Pick<RecordedRequest, 'method' | 'path'>,
	operation: ContractOperation,
	given: string[],
): Template {
	const literals = operation.path.split('/');
	const segments = path.split('/').map((segment) => {
		const text = decodeURIComponent(segment);
		return isId(text) || (given.includes(text) && !literals.includes(text)) ? '*' : segment;
	});
	return `${method} ${segments.join('/')}`;
}

/** The template that the contract has. */
export function contractTemplate({ method, path }: ContractOperation): Template {
	return `${method} ${path.replace(/\{\w+\}/g, '*')}`;
}

/** The texts that stand in the places of a template's `*`, decoded; undefined for a request of another kind. */
export function filledIn(template: Template, { method, path }: RecordedRequest): string[] | undefined {
	const [wantedMethod, wantedPath] = template.split(' ');
	const [wanted, segments] = [wantedPath.split('/'), path.split('/')];
	if (method !== wantedMethod || wanted.length !== segments.length) return undefined;
	const filled: string[] = [];
	for (const [index, segment] of segments.entries()) {
		if (wanted[index] === segment) continue;
		if (wanted[index] !== '*' || !isSegment(segment)) return undefined;
		filled.push(decodeURIComponent(segment));
	}
	return filled;
}

/** Whether it is one segment for every router: written in letters that no URL reads otherwise, and no step to a parent. */
function isSegment(text: string): boolean {
	return /^(?:[\w!'()*.~-]|%[0-9A-F]{2})+$/.test(text) && !/^(?:\.|%2E){1,2}$/i.test(text);
}

/** Every text in a value. */
export function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
