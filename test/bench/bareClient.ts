import { Agent } from 'node:http';
import axios from 'axios';

import type { Emulator } from '../emulator';

/**
 * Makes requests with bare axios, as a program without n8n would, so many at a time. What a busy machine sent too late for its second is
 * refused with a 429, and goes again when it may.
 */
export async function bareBatch(
	{ apiKey }: Pick<Emulator, 'apiKey'>,
	urls: string[],
	inFlight: number,
	{ body, mayGo = async () => {} }: { body?: unknown; mayGo?: () => Promise<void> } = {},
): Promise<number> {
	const client = axios.create({
		headers: { 'x-api-key': apiKey },
		httpAgent: new Agent({ keepAlive: true }),
		validateStatus: () => true,
	});
	const startedAt = performance.now();
	let next = 0;
	const slot = async (): Promise<void> => {
		for (let url = urls[next++]; url; url = urls[next++]) {
			let status = 429;
			while (status === 429) {
				await mayGo();
				({ status } = await client.request({ url, method: body ? 'POST' : 'GET', data: body }));
			}
			if (status >= 400) throw new Error(`The bare client got ${status}`);
		}
	};
	await Promise.all(Array.from({ length: inFlight }, slot));
	return performance.now() - startedAt;
}
