/** A process that is there for so long, in ms, has started. */
const STARTED_AFTER_MS = 60_000;
/** What n8n takes at the least from the first wake until it has looked for crashed executions, in ms. */
const LEAST_MS = 5000;

/** Estimates how long a process needs to start, from when the first gate woke. */
export class Startup {
	private firstWakeAt?: number;

	/**
	 * How long a gate that was woken waits until n8n is up, in ms; nothing at 0 or below. n8n wakes what is due while it
	 * still starts, and then takes what runs for crashed: an execution that goes on for longer is saved as what it comes to,
	 * one that is shorter may stay crashed for good. It must not be longer than needed either: should n8n die again in that
	 * time, the execution stays crashed. The first wake comes before half of the start is over.
	 * @param now ms since the process started
	 */
	leftMs(now: number): number {
		this.firstWakeAt ??= now;
		if (this.firstWakeAt >= STARTED_AFTER_MS) return 0;
		return 2 * this.firstWakeAt + LEAST_MS - now;
	}
}
