import { onceReady } from './onceReady';

const COOKIE = 'n8n-auth';

/** An answer of n8n that is not 2xx; `body` is what it said. */
export class HostError extends Error {
	constructor(
		readonly status: number,
		readonly body: unknown,
		request: string,
	) {
		super(`${request} answered ${status}: ${JSON.stringify(body)?.slice(0, 500)}`);
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function hasData(body: unknown): body is { data: unknown } {
	return typeof body === 'object' && body !== null && 'data' in body;
}

/** The connection to one n8n: its address and the cookie of whoever is logged in. */
export class Session {
	constructor(
		readonly url: string,
		private cookieValue = '',
	) {}

	/** The log-in cookie, for a browser or another session. */
	get cookie(): { name: string; value: string } {
		return { name: COOKIE, value: this.cookieValue };
	}

	/** Calls n8n's internal API (or any path of it) and unwraps the answer's `data`. */
	async request<T>(method: string, path: string, body?: unknown): Promise<T> {
		const init = {
			method,
			headers: {
				cookie: `${COOKIE}=${this.cookieValue}`,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		};
		const { response, text } = await onceReady(async () => {
			const response = await fetchAnew(`${this.url}${path}`, init);
			return { response, status: response.status, text: await response.text() };
		});
		const answer = parse(text);
		if (!response.ok) throw new HostError(response.status, answer, `${method} ${path}`);
		this.keepCookie(response);
		return (hasData(answer) ? answer.data : answer) as T;
	}

	private keepCookie(response: Response): void {
		for (const header of response.headers.getSetCookie()) {
			const value = new RegExp(`^${COOKIE}=([^;]+)`).exec(header)?.[1];
			if (value) this.cookieValue = value;
		}
	}
}

const DROPPED = ['UND_ERR_SOCKET', 'ECONNRESET'];

/** n8n drops a connection that was idle for five seconds: a request that was about to use it is made on a new one. */
async function fetchAnew(url: string, init: RequestInit): Promise<Response> {
	try {
		return await fetch(url, init);
	} catch (error) {
		const { cause } = error as { cause?: { code?: string } };
		if (!DROPPED.includes(cause?.code ?? '')) throw error;
		return await fetch(url, init);
	}
}
