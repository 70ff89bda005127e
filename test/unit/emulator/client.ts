import type { Emulator } from '../../emulator';

/** What a test gets to see of an answer. */
export interface Reply<T = unknown> {
	status: number;
	headers: Headers;
	text: string;
	body: T;
}

/** A JSON value that tests look into without declaring its shape. */
export type Json = { [key: string]: Json } & Json[] & string & number & boolean & null;

/** Calls an emulator with its API key; a path without a leading version is below `/api/v1`. */
export function client(emulator: () => Emulator) {
	return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<Json>> => {
		const { url, apiKey } = emulator();
		const response = await fetch(url + path, {
			method,
			headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json', ...headers },
			body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, text, body: parsed(text) };
	};
}

function parsed(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return text as Json;
	}
}
