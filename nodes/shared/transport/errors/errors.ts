import { shortened } from './quoted';
import { hideShapes, redactDeep } from './redact';
import { serverLine } from './serverText';

/** Longest texts of an error, in characters; parts of them may come from a server. */
const LONGEST = { message: 1000, hint: 2000, code: 100, requestId: 200 };

/** What a PromptRails error carries beside its message. */
export interface ErrorInfo {
	/** What happened, in our own words. */
	message: string;
	/** What the user can do next. */
	hint?: string;
	/** What the server said; shown as one short line without markup. */
	serverText?: string;
	/**
	 * Who said `serverText`, where that is not the reason in PromptRails' own words: such as `n8n`, or `PromptRails` where
	 * `message` says more.
	 */
	saidBy?: string;
	/** HTTP status, when there was an answer. */
	statusCode?: number;
	/** The server's own code, or a network code such as `ECONNREFUSED`. */
	code?: string;
	/** The server's `details` object. */
	details?: Record<string, unknown>;
	/** The server's request id, for its support. */
	requestId?: string;
	/** How many times the request was sent. */
	attempts?: number;
	/** How long the server asked to wait, in ms. */
	retryAfterMs?: number;
	/** Whether the request may have been carried out although no answer says so. */
	outcomeUnknown?: boolean;
	/** Whether the server does not know the route at all, as opposed to a resource behind it. */
	routeMissing?: boolean;
	cause?: unknown;
}

/**
 * Base of all errors of the transport. `type` is the name that workflows branch on. Every text of a server that an error
 * shows passes through its constructor, which cuts it and hides what is shaped like a key. Secrets that are known were
 * hidden before, when the answer was read.
 */
export class PromptRailsError extends Error {
	readonly hint?: string;
	readonly serverText?: string;
	readonly saidBy?: string;
	readonly statusCode?: number;
	readonly code?: string;
	readonly details: Record<string, unknown>;
	readonly requestId?: string;
	readonly attempts: number;
	readonly retryAfterMs?: number;
	readonly outcomeUnknown: boolean;
	readonly routeMissing: boolean;
	/** Whether it may be gone at the next try. */
	readonly isTransient: boolean = false;

	constructor(info: ErrorInfo) {
		super(shown(info.message, LONGEST.message), { cause: info.cause });
		this.name = new.target.name;
		this.hint = info.hint && shown(info.hint, LONGEST.hint);
		this.serverText = info.serverText && serverLine(info.serverText);
		this.saidBy = info.saidBy;
		this.statusCode = info.statusCode;
		this.code = info.code && shown(info.code, LONGEST.code);
		this.details = redactDeep(info.details ?? {}, hideShapes);
		this.requestId = info.requestId && shown(info.requestId, LONGEST.requestId);
		this.attempts = info.attempts ?? 0;
		this.retryAfterMs = info.retryAfterMs;
		this.outcomeUnknown = info.outcomeUnknown ?? false;
		this.routeMissing = info.routeMissing ?? false;
	}

	get type(): string {
		return this.name;
	}
}

function shown(text: string, longest: number): string {
	return shortened(hideShapes(text.slice(0, longest + 1)), longest);
}

export class ValidationError extends PromptRailsError {}
export class UnauthorizedError extends PromptRailsError {}
export class QuotaExceededError extends PromptRailsError {}
export class ForbiddenError extends PromptRailsError {}
export class NotFoundError extends PromptRailsError {}
export class ConflictError extends PromptRailsError {}
export class RateLimitError extends PromptRailsError {
	override readonly isTransient = true;
}
export class ServerError extends PromptRailsError {
	override readonly isTransient = true;
}
/** No connection, or one that broke. */
export class ConnectionError extends PromptRailsError {
	override readonly isTransient = true;
}
export class TimeoutError extends PromptRailsError {
	override readonly isTransient = true;
}
/** A stream that ended with an `error` event or cannot be read. */
export class StreamError extends PromptRailsError {}
/** A run that PromptRails started and that did not succeed. */
export class RunFailedError extends PromptRailsError {}

/** The same error with a further hint, further details and other facts: for what its caller knows beside it. */
export function withHint(
	error: PromptRailsError,
	hint: string,
	details: Record<string, unknown>,
	other: Pick<ErrorInfo, 'outcomeUnknown'> = {},
): PromptRailsError {
	const Same = error.constructor as new (info: ErrorInfo) => PromptRailsError;
	return new Same({
		...error,
		...other,
		message: error.message,
		cause: error.cause,
		hint: [error.hint, hint].filter(Boolean).join(' '),
		details: { ...error.details, ...details },
	});
}

/** For `.catch`: gives back an error that may be gone at the next try, and throws any other. */
export function whenTransient(error: unknown): PromptRailsError {
	if (error instanceof PromptRailsError && error.isTransient) return error;
	throw error;
}

/** What was thrown, with a further hint and further details where it is an error of the nodes; anything else as it is. */
export function hinted(error: unknown, hint: string, details: Record<string, unknown> = {}): unknown {
	return error instanceof PromptRailsError ? withHint(error, hint, details) : error;
}
