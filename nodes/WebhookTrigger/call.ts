import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../shared/values';

/** A call of n8n's URL that was let in. */
export interface Call {
	/** The body as received, without the spaces around it. */
	text: string;
	body: IDataObject;
	/** The headers that describe the call and cannot say who sent it, and the ones that the user asked for. */
	headers: IDataObject;
	query: IDataObject;
}

type Headers = Record<string, string | string[] | undefined>;

/**
 * The headers that come out without being asked for. It is a list of what may come out, because proxies and identity
 * providers put users, sessions and tokens into headers of any name.
 */
const PLAIN_HEADERS = [
	'content-type',
	'correlation-id',
	'idempotency-key',
	'request-id',
	'traceparent',
	'user-agent',
	'webhook-id',
	'webhook-timestamp',
	'x-correlation-id',
	'x-request-id',
];
/** The headers of PromptRails itself, apart from those whose names say that they carry a secret or a person. */
const PROMPTRAILS_HEADER = /^x-promptrails-(?!.*(auth|cookie|key|secret|session|signature|token|user))/;

/** What n8n knows of a call; `rawBody` is missing for forms with files. */
export interface RawCall {
	rawBody?: Uint8Array;
	headers: Headers;
	query: IDataObject;
}

/** The call that n8n is answering. */
export function rawCall(host: IWebhookFunctions): RawCall {
	const { rawBody, headers, query } = host.getRequestObject() as unknown as Partial<RawCall>;
	return {
		rawBody: rawBody instanceof Uint8Array ? rawBody : undefined,
		headers: headers ?? {},
		query: query ?? {},
	};
}

/** A header's value; one that came several times is one list. */
export function headerOf({ headers }: RawCall, name: string): string | undefined {
	const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
	return Array.isArray(value) ? value.join(',') : value;
}

/**
 * Reads a call's body.
 * @param shown whether a header comes out, by its name in lower case
 * @returns undefined when the body is not a JSON object in UTF-8
 */
export function readCall(raw: RawCall, shown: (name: string) => boolean): Call | undefined {
	const bytes = Buffer.from(raw.rawBody ?? []);
	const text = bytes.toString('utf8').trim();
	if (!Buffer.from(bytes.toString('utf8')).equals(bytes)) return undefined;
	const body = parseObject(text);
	if (!body) return undefined;
	const headers = Object.fromEntries(Object.entries(raw.headers).filter(([name]) => shown(name)));
	return { text, body, headers, query: { ...raw.query } };
}

function parseObject(text: string): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? (value as IDataObject) : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Which headers come out.
 * @param signatureHeader never does: with it, a call could be sent again
 * @param included further names that the user asked for; all in lower case
 */
export function headerFilter(signatureHeader: string, included: string[]): (name: string) => boolean {
	return (name) =>
		name !== signatureHeader &&
		(PLAIN_HEADERS.includes(name) || PROMPTRAILS_HEADER.test(name) || included.includes(name));
}

/** Answers the call here, so that n8n does not; no workflow starts unless the result gets items. */
export function answer(host: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	const response = host.getResponseObject() as unknown as {
		status(code: number): { json(body: IDataObject): void };
	};
	response.status(status).json(body);
	return { noWebhookResponse: true };
}

/** Starts the workflow with one item, once the call is answered. */
export function start(item: IDataObject): IWebhookResponseData {
	return { noWebhookResponse: true, workflowData: [[{ json: item }]] };
}
