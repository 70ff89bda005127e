import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds since the epoch, with a fraction: by this clock the emulator records what it writes to streams. */
export const preciseNow = (): number => performance.timeOrigin + performance.now();

/** Timers that neither keep the process alive nor outlive the emulator. */
export class Clock {
	private readonly stopped = new AbortController();
	private readonly timers = new Set<NodeJS.Timeout>();

	constructor() {
		// Every wait listens; however many there are, none of them leaks.
		setMaxListeners(0, this.stopped.signal);
	}

	/** Waits; rejects when the emulator closes meanwhile. */
	async sleep(ms: number): Promise<void> {
		if (ms > 0) await delay(ms, undefined, { ref: false, signal: this.stopped.signal });
	}

	/** Runs something later and returns what cancels it. */
	later(ms: number, work: () => void): () => void {
		const timer = setTimeout(() => {
			this.timers.delete(timer);
			work();
		}, ms);
		timer.unref();
		this.timers.add(timer);
		return () => this.cancel(timer);
	}

	/** Cancels what was to run later. */
	clear(): void {
		for (const timer of this.timers) this.cancel(timer);
	}

	/** Ends every wait as well: for closing. */
	stop(): void {
		this.clear();
		this.stopped.abort();
	}

	private cancel(timer: NodeJS.Timeout): void {
		clearTimeout(timer);
		this.timers.delete(timer);
	}
}
