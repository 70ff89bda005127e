import type { Emulator } from '../emulator';

/**
 * Makes requests as a program without n8n would, so many at a time. What a busy machine sent too late for its second is
 * refused with a 429, and goes again when it may.
 */
export async function bareBatch(
	{ apiKey }: Pick<Emulator, 'apiKey'>,
	urls: string[],
	inFlight: number,
	{ body, mayGo = async () => {} }: { body?: unknown; mayGo?: () => Promise<void> } = {},
): Promise<number> {
	const startedAt = performance.now();
	let next = 0;
	const slot = async (): Promise<void> => {
		for (let url = urls[next++]; url; url = urls[next++]) {
			const headers = { 'x-api-key': apiKey, ...(body ? { 'content-type': 'application/json' } : {}) };
			const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
			let status = 429;
			while (status === 429) {
				await mayGo();
				const answer = await fetch(url, init);
				await answer.json();
				status = answer.status;
			}
			if (status >= 400) throw new Error(`The bare client got ${status}`);
		}
	};
	await Promise.all(Array.from({ length: inFlight }, slot));
	return performance.now() - startedAt;
}
