import { isObject, type Row, toRows } from '../../values';
import { AxiosError } from '../vendor';
import type { RequestConfig } from './requestState';

/** How n8n names the errors of its rules against requests into the own network. */
const SSRF_ERROR = /^SsrfBlocked/;
/** What OpenSSL says when the other side answers a handshake in plain text. */
const NO_TLS = /wrong version number/i;

/** Our codes for what n8n and Node.js give no code of its own. */
export const BLOCKED = 'BLOCKED_BY_N8N';
export const NO_TLS_SPOKEN = 'ERR_SSL_WRONG_VERSION_NUMBER';

/** A request without an answer. No class of its own: that would load axios before any node runs. */
export type NetworkFailure = AxiosError & {
	/** The host that the request was for. */
	host: string;
	/** Host and port where the connection failed, when they are not those of the request. */
	proxy?: string;
};

/** Whether a request failed without an answer. */
export function isNetworkFailure(error: AxiosError): error is NetworkFailure {
	return 'host' in error;
}

function failed(message: string, code: string, config: RequestConfig, proxy?: string): NetworkFailure {
	return Object.assign(new AxiosError(message, code, config), { host: target(config).hostname, proxy });
}

/** The failure of a request that was not answered in time. */
export function timeoutFailure(config: RequestConfig): NetworkFailure {
	return failed(`no answer within ${config.timeout} ms`, AxiosError.ECONNABORTED, config);
}

/** What broke the connection, which n8n's helper wraps in errors of its own; undefined for any other error. */
export function networkFailure(error: unknown, config: RequestConfig): NetworkFailure | undefined {
	const chain = [...causes(error)];
	if (chain.some(({ name }) => SSRF_ERROR.test(String(name)))) {
		return failed('n8n blocked the request', BLOCKED, config);
	}
	const proxy = chain.map((inner) => otherPlace(inner, config)).find(Boolean);
	for (const { code, httpCode, message } of chain) {
		const name = [code, httpCode].find((value) => typeof value === 'string' && /^[A-Z][A-Z_]+/.test(value));
		if (name === AxiosError.ECONNABORTED) return timeoutFailure(config);
		const isPlain = name === 'EPROTO' && NO_TLS.test(String(message));
		if (name) {
			return failed(String(message), isPlain ? NO_TLS_SPOKEN : String(name), config, proxy);
		}
	}
	return undefined;
}

/** An error with its causes; by what they have, for errors of n8n and Node.js may come from another realm. */
function* causes(error: unknown): Generator<Row> {
	for (let inner = error, depth = 0; isObject(inner) && depth < 5; inner = inner.cause, depth += 1)
		yield inner;
}

/** Where a connection failed, when that is not where the request should go: then it is the proxy that n8n uses. */
function otherPlace(error: Row, config: RequestConfig): string | undefined {
	// Where a name has several addresses, one error stands for the tries of all.
	const [inner = error] = toRows(error.errors);
	const { hostname, port } = target(config);
	if (typeof inner.hostname === 'string') return inner.hostname === hostname ? undefined : inner.hostname;
	if (typeof inner.port !== 'number' || String(inner.port) === port) return undefined;
	return `${String(inner.address)}:${inner.port}`;
}

function target({ url = '' }: RequestConfig): { hostname: string; port: string } {
	const { hostname, port, protocol } = URL.canParse(url)
		? new URL(url)
		: { hostname: '', port: '', protocol: '' };
	return { hostname, port: port || (protocol === 'https:' ? '443' : '80') };
}
