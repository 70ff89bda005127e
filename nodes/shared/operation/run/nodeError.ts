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

/**
 * The one place where an error becomes n8n's: our message for the headline, what to do and what the server said below it.
 * n8n's own errors (a failed expression, a missing credential) pass as they are, with the item noted.
 * @param itemIndex the input item; undefined where there are no items
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
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
	const message = itemIndex === undefined ? error.message : `${error.message} [item ${itemIndex}]`;
	const nodeError = new NodeApiError(node, errorJson(error) as JsonObject, {
		message,
		description: description(error),
		httpCode: error.statusCode === undefined ? undefined : String(error.statusCode),
		itemIndex,
		failure: failure(error),
	});
	// n8n rewrites messages in which it finds an error code, even inside a word (docs/platform.md, N3).
	nodeError.message = message;
	return nodeError;
}

/** What workflows get as `json.error`: plain data to branch on. */
export function errorJson(error: unknown): IDataObject {
	if (!(error instanceof PromptRailsError)) {
		const message = error instanceof Error ? error.message : String(error);
		return { message, type: error instanceof Error ? error.name : 'Error' };
	}
	const { message, type, code, statusCode, details, requestId, attempts, retryAfterMs, outcomeUnknown } =
		error;
	return JSON.parse(
		JSON.stringify({
			message,
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

/** What the user can do about an error, and what the server says: the text below its message, and what n8n streams. */
export function errorDescription(error: unknown): string {
	return error instanceof PromptRailsError ? description(error) : (error as Error).message;
}

function description({
	hint,
	serverText,
	saidBy = 'PromptRails',
	requestId,
	attempts,
}: PromptRailsError): string {
	return [
		hint,
		serverText && `${saidBy} says: ${sentence(serverText)}`,
		attempts > 1 && `Tried ${attempts} times.`,
		requestId && `Request ID: ${requestId}`,
	]
		.filter(Boolean)
		.join(' ');
}

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
