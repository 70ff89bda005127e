import { setDeadline } from './deadlines';

/**
 * What ends one attempt of a request before its answer is complete: n8n cancels, the deadline passes, or its reader hangs
 * up. The deadline is ours, because the host's timeout starts again with every byte: a body that trickles in would never end.
 */
export class Attempt {
	/** Whether the deadline ended it. */
	timedOut = false;
	/** Takes the deadline away: the answer has begun, and whoever reads it has limits of its own. */
	readonly disarm: () => void;
	private readonly ending = new AbortController();
	private onEnd: (reason: unknown) => void = () => {};

	/**
	 * @param timeoutMs longest time in ms until `disarm` or `release`; none when it is not above 0
	 * @param cancel aborts when n8n cancels the execution
	 */
	constructor(
		timeoutMs: number,
		private readonly cancel: AbortSignal | undefined,
	) {
		this.disarm = timeoutMs > 0 ? setDeadline(timeoutMs, this.onDeadline) : () => {};
		cancel?.addEventListener('abort', this.hangUp);
		if (cancel?.aborted) this.hangUp();
	}

	/** What to make the request with. */
	get signal(): AbortSignal {
		return this.ending.signal;
	}

	/** Calls the listener with the reason when it ends. As an event of `signal` that would take longer than reading an answer. */
	whenEnded(listener: (reason: unknown) => void): void {
		if (this.signal.aborted) listener(this.signal.reason);
		else this.onEnd = listener;
	}

	/** Ends it. */
	readonly hangUp = (): void => {
		this.release();
		this.ending.abort();
		this.onEnd(this.signal.reason);
	};

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
