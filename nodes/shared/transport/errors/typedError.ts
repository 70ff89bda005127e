import type { ApiRequest } from '../http/apiRequest';
import { type ErrorText, textForCode, textForStatus } from './errorTexts';
import type { ErrorInfo, PromptRailsError } from './errors';
import { textForGeneration } from '../generations/generationTexts';
import { type Redact, redactDeep } from './redact';
import { isNetworkFailure } from '../http/networkFailure';
import type { RequestConfig } from '../http/requestState';
import { certainlyDidNotRun, isIdempotent } from '../http/retry';
import { retryAfterMs } from '../http/retryAfter';
import type { AxiosError, AxiosResponse } from '../vendor';
import { isObject } from '../../values';

/** Statuses of what stands before a server. */
const ASKING_FOR_LOGIN = [407, 511];

/** Paths of both generations that stand where others have an ID. */
const BESIDE_IDS =
	/^\/api\/v1\/(costs\/summary|executions\/approval-inbox|llm-models\/available|scores\/aggregates|traces\/summary)$/;

/** Turns a failed request into the typed error that callers see, with secrets hidden. */
export function typedError(error: AxiosError, request: ApiRequest, redact: Redact): PromptRailsError {
	const { response } = error;
	const config = error.config as RequestConfig | undefined;
	const info: Omit<ErrorInfo, 'message'> = response
		? fromAnswer(response, request, redact)
		: { code: error.code, serverText: redact(error.message), saidBy: 'n8n' };
	const { Type, message, hint } = response
		? textForAnswer(response, info.routeMissing === true, request)
		: textForCode(error.code ?? '', isNetworkFailure(error) ? error : {});
	const outcomeUnknown = !isIdempotent(config) && !certainlyDidNotRun(error);
	return new Type({
		...info,
		message,
		hint: hintWithOutcome(hint, outcomeUnknown, info.retryAfterMs),
		attempts: config?.state?.attempts,
		outcomeUnknown,
	});
}

function textForAnswer(response: AxiosResponse, isMissing: boolean, request: ApiRequest): ErrorText {
	const { status } = response;
	const text = textForStatus(status, { routeMissing: isMissing, page: isPage(response) });
	return isMissing ? { ...text, ...textForGeneration(request) } : text;
}

/**
 * Whether a server that lacks the path took its end for the ID of something that does not exist (docs/platform.md, P16).
 */
function isTakenForAnId(status: number, { since, path, method }: ApiRequest): boolean {
	if (status !== 404 || path.includes('{')) return false;
	return since !== undefined || (method === 'GET' && BESIDE_IDS.test(path));
}

function hintWithOutcome(hint: string, outcomeUnknown: boolean, waitMs?: number): string {
	if (outcomeUnknown) {
		return (
			'It is unknown whether PromptRails carried this out, so it was sent only once and not repeated. ' +
			`Look in PromptRails (for a run: at its executions) before you run it again. ${hint}`
		);
	}
	return waitMs === undefined ? hint : `It asks to wait ${Math.ceil(waitMs / 1000)} seconds. ${hint}`;
}

/** A web page: whatever gave it, it was not the API. */
function isPage({ data }: AxiosResponse): boolean {
	return typeof data === 'string' && /^\s*</.test(data);
}

/** Who gave an answer that is not PromptRails' own; undefined where it is, or may be. */
function speaker(response: AxiosResponse): string | undefined {
	if (isPage(response)) return 'The page';
	if (ASKING_FOR_LOGIN.includes(response.status)) return 'The proxy';
	return typeof response.data === 'string' ? 'The server' : undefined;
}

function fromAnswer(
	response: AxiosResponse,
	request: ApiRequest,
	redact: Redact,
): Omit<ErrorInfo, 'message'> {
	const { status, data } = response;
	const headers = response.headers as Record<string, unknown>;
	const body: unknown = isObject(data) ? (data.error ?? data) : data;
	const envelope = isObject(body) ? body : undefined;
	const requestId = headers['x-request-id'];
	return {
		statusCode: status,
		serverText: redact(textIn(response, body)),
		saidBy: speaker(response),
		code: typeof envelope?.code === 'string' ? redact(envelope.code) : undefined,
		details: isObject(envelope?.details) ? redactDeep(envelope.details, redact) : undefined,
		requestId: typeof requestId === 'string' ? redact(requestId) : undefined,
		retryAfterMs: retryAfterMs(headers),
		routeMissing: isRouterAnswer(status, envelope) || isTakenForAnId(status, request),
	};
}

/** A 405, or a 404 or 410 that does not come in the API's own envelope, is the router's: it has no such route. */
function isRouterAnswer(status: number, envelope?: Record<string, unknown>): boolean {
	return status === 405 || ([404, 410].includes(status) && envelope?.code === undefined);
}

/** Where an answer leads, or what it says: the message of its envelope or beside it, or the body itself. */
function textIn({ status, headers, data }: AxiosResponse, body: unknown): string {
	if (status >= 300 && status < 400) return `It points at ${String(headers.location ?? 'nowhere')}`;
	const beside: unknown = isObject(data) ? data.message : undefined;
	const text = isObject(body) ? (body.message ?? beside) : body;
	return typeof text === 'string' ? text : '';
}
