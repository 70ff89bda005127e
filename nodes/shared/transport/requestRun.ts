import type { InternalAxiosRequestConfig } from './vendor';

/** What is known of one logical request across its attempts; a class, because axios copies plain objects. */
export class RequestRun {
	readonly startedAt = Date.now();
	attempts = 0;
	/** Wait before the next attempt, in ms. */
	nextDelayMs = 0;

	constructor(
		/** Time in ms that all attempts and waits together may take before no further retry starts. */
		readonly budgetMs: number,
	) {}

	elapsedMs(): number {
		return Date.now() - this.startedAt;
	}
}

/** The axios configuration of our requests. */
export type RunConfig = InternalAxiosRequestConfig & { run?: RequestRun };
