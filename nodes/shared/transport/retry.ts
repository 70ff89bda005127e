import type { Pacer } from './pacer';
import type { RunConfig } from './requestRun';
import { retryAfterMs } from './retryAfter';
import { type AxiosError, type AxiosInstance, axiosRetry } from './vendor';

const MAX_RETRIES = 3;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 8000;
const REPEATABLE_METHODS = ['get', 'head', 'put', 'delete'];
const PASSING_STATUSES = [408, 425, 429, 500, 502, 503, 504];
/** The request never reached a server. */
const NEVER_SENT_CODES = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];
/** Why a certificate was not accepted: before anything was sent. What breaks TLS later is another matter. */
const UNTRUSTED_CODE = /^(?!ERR_SSL).*(CERT|SELF_SIGNED|SIGNATURE)/;
const BROKEN_CONNECTION_CODES = [
	'ECONNRESET',
	'ECONNABORTED',
	'ETIMEDOUT',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ERR_NETWORK',
];

/** Whether sending a request again cannot do anything twice. */
export function isRepeatable(config: RunConfig | undefined): boolean {
	return !config?.run?.once && REPEATABLE_METHODS.includes((config?.method ?? 'get').toLowerCase());
}

/** Whether the request certainly was not carried out: no connection that could be used, or refused before any work. */
export function certainlyDidNotRun(error: AxiosError): boolean {
	const { code = '', response } = error;
	if (!response) return NEVER_SENT_CODES.includes(code) || UNTRUSTED_CODE.test(code);
	const { status, headers } = response;
	return (
		(status >= 300 && status < 500 && status !== 408) ||
		(status === 503 && retryAfterMs(headers) !== undefined)
	);
}

function isPassing(error: AxiosError): boolean {
	if (error.response) return PASSING_STATUSES.includes(error.response.status);
	return [...NEVER_SENT_CODES, ...BROKEN_CONNECTION_CODES].includes(error.code ?? '');
}

function backoffMs(retry: number): number {
	return Math.random() * Math.min(FIRST_BACKOFF_MS * 2 ** (retry - 1), LONGEST_BACKOFF_MS);
}

function isRefusal(error: AxiosError): boolean {
	return error.response?.status === 429;
}

/**
 * Makes an axios instance repeat requests as the design's retry rules say: three retries, for POST and PATCH only
 * when the request certainly did not run; the server's hint or a jittered back-off; never beyond the run's budget.
 * A 429 slows down every request behind it as well, and costs none of the three: only the budget ends those retries.
 */
export function installRetry(instance: AxiosInstance, pacer: Pacer): void {
	axiosRetry(instance, {
		retries: Infinity,
		shouldResetTimeout: true,
		retryCondition: (error) => {
			const run = (error.config as RunConfig | undefined)?.run;
			if (!run || !isPassing(error)) return false;
			if (!isRepeatable(error.config) && !certainlyDidNotRun(error)) return false;
			if (!isRefusal(error)) run.failures += 1;
			run.mayHaveRun ||= !certainlyDidNotRun(error);
			run.nextDelayMs = retryAfterMs(error.response?.headers) ?? backoffMs(run.attempts);
			return run.failures <= MAX_RETRIES && run.elapsedMs() + run.nextDelayMs <= run.budgetMs;
		},
		retryDelay: (_count, error) => {
			const { run } = error.config as RunConfig;
			if (!run) return 0;
			if (isRefusal(error)) pacer.refused(run.sentAt, run.nextDelayMs, error.response?.headers.date);
			return run.nextDelayMs;
		},
	});
}
