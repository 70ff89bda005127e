import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator';

/** A JSON value that tests look into without declaring its shape. */
export interface Json {
	[key: string]: Json;
	[index: number]: Json;
}

/** What a test gets to see of an answer. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** The parsed body; an empty object when it is not JSON. */
	body: Json;
}

/** One emulator for a test file, back to its seed before every test. */
export function useEmulator(options: EmulatorOptions = {}) {
	const used = { api: undefined as unknown as Emulator, call };

	/** Calls the emulator with its API key. */
	async function call(
		method: string,
		path: string,
		body?: unknown,
		headers: Record<string, string> = {},
	): Promise<Reply> {
		const response = await fetch(used.api.url + path, {
			method,
			headers: { 'X-API-Key': used.api.apiKey, 'Content-Type': 'application/json', ...headers },
			body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, text, body: parsed(text) };
	}

	beforeAll(async () => {
		used.api = await startEmulator(options);
	});
	beforeEach(() => used.api.reset());
	afterAll(() => used.api.close());
	return used;
}

/** The values of one field in a list answer. */
export function column({ body }: Reply, field: string): unknown[] {
	return (body.data as unknown as Json[]).map((row) => row[field]);
}

function parsed(text: string): Json {
	try {
		return JSON.parse(text) as Json;
	} catch {
		return {};
	}
}
