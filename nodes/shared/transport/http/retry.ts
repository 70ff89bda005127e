import { BLOCKED, NO_TLS_SPOKEN } from './networkFailure';
import type { Pacer } from './pacer';
import type { RequestConfig, Send } from './requestState';
import { retryAfterMs } from './retryAfter';
import { axios, AxiosError, type AxiosResponse, axiosRetry } from '../vendor';

const MAX_RETRIES = 3;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8000;
const IDEMPOTENT_METHODS = ['get', 'head', 'put', 'delete'];
/** Those from 520 to 530 are of proxies before the server, such as Cloudflare's; 529 is said by busy models as well. */
const TRANSIENT_STATUSES = [
	408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529, 530,
];
/** The request never reached a server. */
const NEVER_SENT_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** As these, but it would not reach one the next time either. */
const NEVER_SENDABLE_CODES = [BLOCKED, NO_TLS_SPOKEN];
/** A network that wants a log-in answers in the place of the server. */
const NETWORK_LOGIN = 511;
/** Why a certificate was not accepted: before anything was sent. What breaks TLS later is another matter. */
const UNTRUSTED_CODE = /^(?!ERR_SSL).*(CERT|SELF_SIGNED|SIGNATURE)/;
const BROKEN_CONNECTION_CODES = [
	'ECONNRESET',
	'ECONNABORTED',
	'ETIMEDOUT',
	'EPIPE',
	'ERR_STREAM_PREMATURE_CLOSE',
	'ERR_BAD_RESPONSE',
	'ERR_NETWORK',
];

/** Whether sending a request again cannot do anything twice. */
export function isIdempotent(config: RequestConfig | undefined): boolean {
	return !config?.state?.once && IDEMPOTENT_METHODS.includes((config?.method ?? 'get').toLowerCase());
}

/**
 * Whether the request certainly was not carried out: no connection that could be used, or refused before any work. A 429
 * comes from a limiter that stands before the work and counts requests, so that a refused one is not passed on. A 503
 * proves nothing, not even with Retry-After: a gateway answers so as well when the server breaks off after it did the work.
 */
export function certainlyDidNotRun({ code = '', response }: AxiosError): boolean {
	if (!response) {
		return [...NEVER_SENT_CODES, ...NEVER_SENDABLE_CODES].includes(code) || UNTRUSTED_CODE.test(code);
	}
	const { status } = response;
	return (status >= 300 && status < 500 && status !== 408) || status === NETWORK_LOGIN;
}

function isTransient(error: AxiosError): boolean {
	if (error.response) return TRANSIENT_STATUSES.includes(error.response.status);
	return [...NEVER_SENT_CODES, ...BROKEN_CONNECTION_CODES].includes(error.code ?? '');
}

function backoffMs(retry: number): number {
	return Math.random() * Math.min(FIRST_BACKOFF_MS * 2 ** (retry - 1), LONGEST_BACKOFF_MS);
}

/** A request as axios gets it first. What failed has the configuration without the failure, by which axios-retry sends it again. */
type FirstAttempt = RequestConfig & { firstFailure?: AxiosError };

function isRefusal(error: AxiosError): boolean {
	return error.response?.status === 429;
}

/**
 * Repeats the attempts of requests by these rules: three retries, for POST and PATCH only when the request certainly did
 * not run; the server's hint or a jittered back-off; never beyond the request's budget. A 429 slows down every request
 * behind it as well, and costs none of the three: only the budget ends those retries.
 *
 * Only what fails goes through axios with axios-retry, where its first attempt fails once more: axios would take a third of
 * all the time that is spent here on a request that succeeds.
 * @param attempt makes one attempt
 * @returns sends a request, with its retries
 */
export function withRetries(attempt: Send, pacer: Pacer): Send {
	const http = axios.create({
		adapter: (config: FirstAttempt) =>
			config.firstFailure ? Promise.reject(config.firstFailure) : attempt(config),
		transformRequest: [],
		transformResponse: [],
	});
	axiosRetry(http, {
		retries: Infinity,
		shouldResetTimeout: true,
		retryCondition: (error) => {
			const state = (error.config as RequestConfig | undefined)?.state;
			if (!state || !isTransient(error)) return false;
			if (!isIdempotent(error.config) && !certainlyDidNotRun(error)) return false;
			if (!isRefusal(error)) state.failures += 1;
			state.mayHaveRun ||= !certainlyDidNotRun(error);
			state.nextDelayMs = retryAfterMs(error.response?.headers) ?? backoffMs(state.attempts);
			return state.failures <= MAX_RETRIES && state.elapsedMs() + state.nextDelayMs <= state.budgetMs;
		},
		retryDelay: (_count, error) => {
			const { state } = error.config as RequestConfig;
			if (!state) return 0;
			if (isRefusal(error)) pacer.onThrottled(state.sentAt, state.nextDelayMs, error.response?.headers.date);
			return state.nextDelayMs;
		},
	});
	return async (config) =>
		await attempt(config).catch(async (failure: unknown) => {
			if (!(failure instanceof AxiosError)) throw failure;
			const failed: FirstAttempt = { ...config, firstFailure: failure };
			return await http.request<unknown, AxiosResponse>(failed);
		});
}
