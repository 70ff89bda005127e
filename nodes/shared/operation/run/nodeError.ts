import {
	type Failure,
	type IDataObject,
	type INode,
	type JsonObject,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import {
	NotFoundError,
	PromptRailsError,
	QuotaExceededError,
	RateLimitError,
	ServerError,
	UnauthorizedError,
	ValidationError,
} from '../../transport/errors/errors';
import { headlineOf, ownSentence } from '../../transport/errors/headline';
import { isWatched, type PromptRailsHost } from '../../transport/host';

/** Stands in texts for visitors where an ID was. */
const NO_ID = '…';
/** What PromptRails gives for IDs: 27 letters and digits, or UUIDs, some with the kind in front. */
const IDS = /\b(?:[a-z]+_)?(?:[\da-z]{27}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\b/gi;

/**
 * The one place where an error becomes n8n's: what happened is the headline, and below it what happened, what to do and
 * the IDs to ask for. n8n's own errors (a failed expression, a missing credential) pass as they are, with the item noted.
 * @param itemIndex the input item; undefined where there are no items
 * @param hasVisitors whether n8n streams the text below the headline to somebody, who must not read IDs; the owner of the
 *   workflow finds them in the error's data then
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
	hasVisitors = false,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (!(error instanceof PromptRailsError)) {
		const cause = error instanceof Error ? error : new Error(String(error));
		// n8n writes the description, not the message, where it streams.
		return new NodeOperationError(node, cause, { itemIndex, description: cause.message });
	}
	const headline = headlineOf(error);
	const message = itemIndex === undefined ? headline : `${headline} [item ${itemIndex}]`;
	const nodeError = new NodeApiError(node, errorJson(error) as JsonObject, {
		message,
		description: hasVisitors ? toldToVisitors(error) : description(error),
		httpCode: error.statusCode === undefined ? undefined : String(error.statusCode),
		itemIndex,
		failure: failure(error),
	});
	// n8n rewrites messages in which it finds an error code, even inside a word (docs/platform.md, N3).
	nodeError.message = message;
	if (hasVisitors) nodeError.context.data = Object.fromEntries(idsOf(error)) as IDataObject;
	return nodeError;
}

/** The same for what a node does in an execution, which may be streamed. */
export function errorOfRun(
	host: PromptRailsHost,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	return toNodeError(host.getNode(), error, itemIndex, isWatched(host));
}

/** What workflows get as `json.error`: plain data to branch on. */
export function errorJson(error: unknown): IDataObject {
	if (!(error instanceof PromptRailsError)) {
		return { message: messageOf(error), type: error instanceof Error ? error.name : 'Error' };
	}
	const { type, code, statusCode, details, requestId, attempts, retryAfterMs, outcomeUnknown } = error;
	return JSON.parse(
		JSON.stringify({
			message: headlineOf(error),
			description: description(error),
			type,
			code: code ?? null,
			statusCode: statusCode ?? null,
			details,
			requestId,
			attempts,
			retryAfterMs,
			outcomeUnknown,
		}),
	) as IDataObject;
}

/** What happened and what to do, without any ID: what n8n's chat shows. */
export function toldToVisitors(error: unknown): string {
	const told = error instanceof PromptRailsError ? explanation(error) : messageOf(error);
	return told.replace(IDS, NO_ID);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function description(error: PromptRailsError): string {
	const { attempts } = error;
	const ids = idsOf(error).map(([name, id]) => `${name}: ${id}`);
	return [explanation(error), attempts > 1 && `Tried ${attempts} times.`, ids.join(', ')]
		.filter(Boolean)
		.join(' ');
}

/** The cause comes first, because n8n's chat shows nothing else. */
function explanation(error: PromptRailsError): string {
	const { message, hint, serverText, saidBy = 'PromptRails' } = error;
	const own = ownSentence(error);
	return [
		sentence(own ?? message),
		hint,
		own === undefined && serverText && `${saidBy} says: ${sentence(serverText)}`,
	]
		.filter(Boolean)
		.join(' ');
}

/** What to ask PromptRails about, by what it is called. */
function idsOf({ details, requestId }: PromptRailsError): Array<[string, string]> {
	const known = {
		'Execution ID': details.execution_id,
		'Approval ID': details.approval_id,
		'Task ID': details.task_id,
		'Session ID': details.session_id,
		'Request ID': requestId,
	};
	return Object.entries(known).filter((entry): entry is [string, string] => isFilledText(entry[1]));
}

const isFilledText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** What follows stands in the same line: n8n shows no line breaks. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** n8n's typed reason, for hosts that know it; others ignore it. */
function failure(error: PromptRailsError): Failure | undefined {
	const { retryAfterMs } = error;
	if (error instanceof RateLimitError) return { cause: 'rate-limited', retryAfterMs };
	if (error instanceof QuotaExceededError) return { cause: 'quota-exhausted', retryAfterMs };
	if (error instanceof ServerError) return { cause: 'temporarily-unavailable', retryAfterMs };
	if (error instanceof UnauthorizedError) return { cause: 'credential-invalid' };
	if (error instanceof NotFoundError || error instanceof ValidationError)
		return { cause: 'configuration-invalid' };
	return undefined;
}
