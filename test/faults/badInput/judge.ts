import type { IDataObject, INodeExecutionData, IPairedItemData } from 'n8n-workflow';

import type { RecordedRequest } from '../../emulator';
import { nameOf, type Spot } from './spots';
import { filledIn, isId, type Template, textsIn } from './templates';
import type { BadValue } from './values';

/** Longer ones carry something that nobody reads. */
const LONGEST_ERROR = 2500;
/** What an engine says of code that did not expect a value. */
const CRASH =
	/\n\s+at |Cannot read|Cannot use|is not a function|is not iterable|Maximum call stack|Invalid array length/;
/** Headers that come with the body or with the hook's own signature. */
const BY_BODY = [
	'content-length',
	'content-type',
	'transfer-encoding',
	'x-promptrails-signature',
	'authorization',
];

/** An error as items and exceptions carry it. */
export interface ToldError {
	message?: unknown;
	description?: unknown;
	type?: unknown;
	statusCode?: unknown;
	/** As n8n's own errors carry the status. */
	httpCode?: unknown;
}

/** What is wrong with an error; undefined when it names the field, or when the server refused what it was sent. */
export function wrongError({ property }: Pick<Spot, 'property'>, error: ToldError): string | undefined {
	const text = `${String(error.message)} ${String(error.description ?? '')}`;
	if (CRASH.test(text)) return `crashed: ${text.slice(0, 200)}`;
	if (text.length > LONGEST_ERROR) return `is told at a length of ${text.length} characters`;
	const status = Number(error.statusCode ?? error.httpCode);
	const isRefused = (status >= 400 && status < 500) || error.type === 'RunFailedError' || isRpcRefusal(error);
	return isRefused || text.includes(property.displayName) ? undefined : `is not named: ${text.slice(0, 200)}`;
}

/** The agent-to-agent protocol refuses with status 200. */
const isRpcRefusal = ({ statusCode, message }: ToldError): boolean =>
	statusCode === 200 && String(message).startsWith('The agent did not accept');

/** What is wrong with what came out, one line for each item. */
export function wrongItems(spot: Spot, values: BadValue[], items: INodeExecutionData[]): string[] {
	return items.flatMap(({ json, pairedItem }) => {
		const value = values[(pairedItem as IPairedItemData).item];
		const error = json.error as ToldError | undefined;
		const wrong = error ? wrongError(spot, error) : value.isUnusable ? 'was let through' : undefined;
		return wrong ? [`${nameOf(spot)} = ${value.name} ${wrong}`] : [];
	});
}

/** What requests of an operation look like when its parameters are valid. */
export interface Valid {
	templates: Set<Template>;
	headers: Set<string>;
}

/** What is wrong with the requests that were made, one line for each. */
export function wrongRequests(
	requests: RecordedRequest[],
	{ templates, headers }: Valid,
	given: string[],
	apiKey: string,
): string[] {
	return requests.flatMap((request) => {
		const wrong = wrongRequest(request, { templates, headers }, given, apiKey);
		return wrong ? [`${request.method} ${request.path.slice(0, 120)} ${wrong}`] : [];
	});
}

function wrongRequest(
	request: RecordedRequest,
	valid: Valid,
	given: string[],
	apiKey: string,
): string | undefined {
	const filled = [...valid.templates].flatMap((template) => filledIn(template, request) ?? []);
	const isKnown = [...valid.templates].some((template) => filledIn(template, request) !== undefined);
	if (!isKnown) return 'is none of the paths of the operation';
	// Of a pasted address, the part that is the ID.
	const isGiven = (text: string): boolean => given.some((whole) => whole.includes(text));
	if (!filled.every((text) => isId(text) || isGiven(text))) return 'has a segment that nobody gave';
	const strange = Object.keys(request.headers).find(
		(name) => !valid.headers.has(name) && !BY_BODY.includes(name),
	);
	if (strange) return `has the header ${strange}`;
	if (![undefined, apiKey].includes(request.headers['x-api-key'] as string | undefined))
		return 'has another key';
	const texts = [...textsIn(request.query), ...textsIn(request.body as IDataObject)];
	const nonsense = texts.find((text) => text.includes('[object ') || ['NaN', 'undefined'].includes(text));
	if (nonsense) return `carries ${nonsense}`;
	return (request.ownStatus ?? 0) >= 500 ? 'was too much for the server' : undefined;
}
