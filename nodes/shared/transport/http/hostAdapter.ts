import type {
	ICredentialDataDecryptedObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { Attempt } from './attempt';
import { byteStream, type ByteStream } from '../stream/byteStream';
import { CREDENTIAL_NAME, cancelSignal, type PromptRailsHost, withoutCancellation } from '../host';
import { networkFailure, timeoutFailure } from './networkFailure';
import type { Pacer } from './pacer';
import type { RequestConfig } from './requestState';
import { CancelledError } from './timing';
import { type AxiosAdapter, AxiosError, type AxiosResponse, AxiosHeaders, axios } from '../vendor';

/** Longest body in bytes that is read from a stream that came with an unsuccessful status. */
const LONGEST_ERROR_BODY = 65_536;

/**
 * An axios adapter over n8n's own HTTP helper, so that n8n's proxy, TLS, SSRF and credential handling apply.
 * Redirects are not followed: a followed one would carry the key to another origin (docs/platform.md, N1).
 */
export function hostAdapter(
	host: PromptRailsHost,
	pacer: Pacer,
	credential: ICredentialDataDecryptedObject,
): AxiosAdapter {
	// The host would put its own cancel signal in the place of ours.
	const caller = withoutCancellation(host);
	return async (config: RequestConfig) => {
		const cancel = cancelSignal(host);
		const sentAt = await pacer.pass(cancel);
		config.state?.sent(sentAt);
		const attempt = new Attempt(config.timeout ?? 0, cancel);
		const abortSignal = attempt.signal;
		const response = await send(caller, config, credential, abortSignal).catch((error: unknown) => {
			attempt.release();
			if (cancel?.aborted) throw new CancelledError();
			if (attempt.timedOut) throw timeoutFailure(config);
			throw networkFailure(error, config) ?? error;
		});
		if (response.status !== 429 && !config.isFile) pacer.onAccepted(response.headers.date);
		const accepts = config.validateStatus ?? (() => true);
		const isAccepted = accepts(response.status);
		if (config.responseType === 'stream') {
			const stream = byteStream(response.data, attempt.hangUp);
			response.data = isAccepted ? stream : await drain(stream);
			if (!config.isFile) attempt.disarm();
		} else attempt.release();
		if (isAccepted) return response;
		const code = response.status >= 500 ? AxiosError.ERR_BAD_RESPONSE : AxiosError.ERR_BAD_REQUEST;
		throw new AxiosError(`HTTP status ${response.status}`, code, config, undefined, response);
	};
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
		url: axios.getUri(config),
		headers: AxiosHeaders.from(config.headers).toJSON() as Record<string, string>,
		body: config.data as string | undefined,
		timeout: config.timeout,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		...(config.responseType === 'stream' ? { encoding: 'stream' } : { json: true }),
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
		headers: AxiosHeaders.from(reply.headers as Record<string, string>),
		config,
	};
}

/** The body of a refusal, as far as it comes. */
async function drain(stream: ByteStream): Promise<unknown> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of stream) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > LONGEST_ERROR_BODY) break;
		}
	} catch {
		// Its status says enough.
	}
	stream.close();
	const text = Buffer.concat(chunks).toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
