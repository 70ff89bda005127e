import type {
	ICredentialDataDecryptedObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { Attempt } from './attempt';
import { limited, readErrorBody, readJson } from './body';
import { LARGEST_BODY } from './limits';
import { Redactor } from '../errors/redact';
import { byteStream } from '../stream/byteStream';
import { CREDENTIAL_NAME, type PromptRailsHost, withoutCancellation } from '../host';
import { type Governor, slowDown } from './governor';
import { networkFailure, timeoutFailure } from './networkFailure';
import type { RequestConfig, Send } from './requestState';
import { CancelledError } from './timing';
import { AxiosError, type AxiosResponse } from '../vendor';

/** In lower case, as Node.js gives them. */
const READ_HEADERS = ['date', 'location', 'retry-after', 'retry-after-ms', 'x-request-id'];

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/**
 * Makes the attempts of requests by n8n's own HTTP helper, so that n8n's proxy, TLS, SSRF and credential handling apply.
 * Redirects are not followed: a followed one would carry the key to another origin (docs/platform.md, N1).
 */
export function hostAdapter(
	host: PromptRailsHost,
	governor: Governor,
	credential: ICredentialDataDecryptedObject,
): Send {
	// The host would put its own cancel signal in the place of ours.
	const caller = withoutCancellation(host);
	return async (config) => {
		const cancel = config.signal as AbortSignal | undefined;
		if (cancel?.aborted) throw new CancelledError();
		const sentAt = await governor.perSecond.pass(cancel);
		config.state?.sent(sentAt);
		const attempt = new Attempt(config.timeout ?? 0, cancel);
		const answer = async (): Promise<AxiosResponse> => {
			const response = await send(caller, config, credential, attempt.signal);
			if (response.status !== 429 && !config.isFile) governor.perSecond.onAccepted(response.headers.date);
			const accepts = config.validateStatus ?? isSuccess;
			const isAccepted = accepts(response.status);
			response.data = await readAnswer(response.data, isAccepted, config, attempt);
			if (isAccepted) return response;
			const code = response.status >= 500 ? AxiosError.ERR_BAD_RESPONSE : AxiosError.ERR_BAD_REQUEST;
			throw new AxiosError(`HTTP status ${response.status}`, code, config, undefined, response);
		};
		return await answer().catch((error: unknown) => {
			attempt.release();
			if (cancel?.aborted) throw new CancelledError();
			const failure = failureOf(error, config, attempt);
			if (!config.isFile) slowDown(governor, failure, sentAt);
			throw failure;
		});
	};
}

/** The answer of the server, where there is one; else what broke the connection. */
function failureOf(error: unknown, config: RequestConfig, attempt: Attempt): unknown {
	if (error instanceof AxiosError && error.response) return error;
	if (attempt.timedOut) return timeoutFailure(config);
	return networkFailure(error, config) ?? error;
}

/** The body of an answer as its caller wants it: a stream where it asked for one and the status is a good one, else data. */
async function readAnswer(
	body: unknown,
	isAccepted: boolean,
	{ responseType, isFile, redactor = new Redactor() }: RequestConfig,
	attempt: Attempt,
): Promise<unknown> {
	const stream = byteStream(body, attempt.hangUp);
	if (isAccepted && responseType === 'stream') {
		if (isFile) return stream;
		attempt.disarm();
		return { ...limited(stream, LARGEST_BODY.events), redactor };
	}
	const data = await (isAccepted ? readJson : readErrorBody)(stream, redactor, attempt);
	attempt.release();
	return data;
}

async function send(
	host: PromptRailsHost,
	config: RequestConfig,
	credential: ICredentialDataDecryptedObject,
	abortSignal: AbortSignal,
): Promise<AxiosResponse> {
	const options: IHttpRequestOptions = {
		skipSslCertificateValidation: credential.allowUnauthorizedCerts === true,
		abortSignal,
		method: config.method?.toUpperCase() as IHttpRequestMethods,
		url: config.url ?? '',
		headers: { ...config.headers } as Record<string, string>,
		body: config.data as string | undefined,
		timeout: config.timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		// Bodies are counted while they are read: n8n would take in one of any size.
		encoding: 'stream',
	};
	const { httpRequest, httpRequestWithAuthentication } = host.helpers;
	const reply = (await (config.isFile
		? httpRequest.call(host, options)
		: httpRequestWithAuthentication.call(host, CREDENTIAL_NAME, options, {
				// The helper would read the credential as it is for the first item.
				credentialsDecrypted: { id: '', name: '', type: CREDENTIAL_NAME, data: credential },
			}))) as IN8nHttpFullResponse;
	return {
		data: reply.body,
		status: reply.statusCode,
		statusText: reply.statusMessage ?? '',
		headers: readHeaders(reply.headers),
		config,
	};
}

/** Those headers of an answer that something here reads: axios copies what it gets, each header past all before it. */
function readHeaders(headers: IN8nHttpFullResponse['headers']): Record<string, string> {
	const found = READ_HEADERS.filter((name) => headers[name] !== undefined);
	return Object.fromEntries(found.map((name) => [name, String(headers[name])]));
}
