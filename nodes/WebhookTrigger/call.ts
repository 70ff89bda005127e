import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isObject } from '../shared/values';

/** A call of n8n's URL that was let in. */
export interface Call {
	/** The body as received, without the spaces around it. */
	text: string;
	body: IDataObject;
	/** The headers that tell something about the call; none that carries a secret. */
	headers: IDataObject;
	query: IDataObject;
}

type Headers = Record<string, string | string[] | undefined>;

const USEFUL_HEADERS = ['content-type', 'date', 'idempotency-key', 'traceparent', 'user-agent'];
const USEFUL_PREFIXES = ['x-', 'webhook-'];
const SECRET_HEADERS = /auth|cookie|secret|signature|token|api-?key|^x-forwarded|^x-real-ip/;

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

/** Reads a call's body. @returns undefined when it is not a JSON object in UTF-8 */
export function readCall(raw: RawCall, signatureHeader: string): Call | undefined {
	const bytes = Buffer.from(raw.rawBody ?? []);
	const text = bytes.toString('utf8').trim();
	if (!Buffer.from(bytes.toString('utf8')).equals(bytes)) return undefined;
	const body = parseObject(text);
	return (
		body && { text, body, headers: usefulHeaders(raw.headers, signatureHeader), query: { ...raw.query } }
	);
}

function parseObject(text: string): IDataObject | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return isObject(value) ? (value as IDataObject) : undefined;
	} catch {
		return undefined;
	}
}

function usefulHeaders(headers: Headers, signatureHeader: string): IDataObject {
	const isUseful = (name: string) =>
		name !== signatureHeader &&
		!SECRET_HEADERS.test(name) &&
		(USEFUL_HEADERS.includes(name) || USEFUL_PREFIXES.some((prefix) => name.startsWith(prefix)));
	return Object.fromEntries(Object.entries(headers).filter(([name]) => isUseful(name)));
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
