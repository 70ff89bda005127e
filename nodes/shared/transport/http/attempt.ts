/** Longest time in ms that a timer can be set to; a longer one would be over at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * What ends one attempt of a request before its answer is complete: n8n cancels, the deadline passes, or its reader hangs
 * up. The deadline is ours, because the host's timeout starts again with every byte: a body that trickles in would never end.
 */
export class Attempt {
	/** Whether the deadline ended it. */
	timedOut = false;
	private readonly ending = new AbortController();
	private readonly deadline: AbortSignal;

	/**
	 * @param timeoutMs longest time in ms until `disarm` or `release`; none when it is not above 0
	 * @param cancel aborts when n8n cancels the execution
	 */
	constructor(
		timeoutMs: number,
		private readonly cancel: AbortSignal | undefined,
	) {
		this.deadline = AbortSignal.timeout(
			timeoutMs > 0 ? Math.min(Math.ceil(timeoutMs), LONGEST_TIMER_MS) : LONGEST_TIMER_MS,
		);
		this.deadline.addEventListener('abort', this.onDeadline);
		cancel?.addEventListener('abort', this.hangUp);
		if (cancel?.aborted) this.hangUp();
	}

	/** What to make the request with. */
	get signal(): AbortSignal {
		return this.ending.signal;
	}

	/** Ends it. */
	readonly hangUp = (): void => {
		this.release();
		this.ending.abort();
	};

	/** Takes the deadline away: the answer has begun, and whoever reads it has limits of its own. */
	disarm(): void {
		this.deadline.removeEventListener('abort', this.onDeadline);
	}

	/** There is nothing left to end. */
	release(): void {
		this.disarm();
		this.cancel?.removeEventListener('abort', this.hangUp);
	}

	private readonly onDeadline = (): void => {
		this.timedOut = true;
		this.hangUp();
	};
}
