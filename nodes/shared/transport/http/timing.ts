import { sleep } from 'n8n-workflow';

/** Longest single sleep in ms, so that an abandoned one does not keep a process alive for long. */
const SLICE_MS = 1000;

/** Rejected with when a wait ends because the execution was cancelled. */
export class CancelledError extends Error {
	override name = 'CancelledError';

	constructor() {
		// n8n marks an execution as canceled, not failed, by this very word in the message.
		super('The execution was canceled');
	}
}

/**
 * Waits, and stops waiting at once when the signal aborts.
 * Built on n8n-workflow's `sleep`, because n8n's package scanner forbids timers.
 * @param ms how long, in ms; nothing is waited for at 0 or below
 * @throws CancelledError when the signal aborts before or during the wait
 */
export async function delay(ms: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + ms;
	let onAbort = () => {};
	const aborted = new Promise<void>((resolve) => {
		onAbort = () => resolve();
	});
	signal?.addEventListener('abort', onAbort);
	try {
		for (let left = ms; left > 0 && !signal?.aborted; left = end - Date.now()) {
			await Promise.race([sleep(Math.min(left, SLICE_MS)), aborted]);
		}
	} finally {
		signal?.removeEventListener('abort', onAbort);
	}
	if (signal?.aborted) throw new CancelledError();
}
