import type { Redactor } from '../errors/redact';
import type { AxiosResponse, InternalAxiosRequestConfig } from '../vendor';

/** What is known of one logical request across its attempts; a class, because axios copies plain objects. */
export class RequestState {
	attempts = 0;
	/** Whether an attempt before the last one may have been carried out. */
	mayHaveRun = false;
	/** Attempts that failed otherwise than by being refused with a 429. */
	failures = 0;
	/** When the last attempt went out; epoch ms. */
	sentAt = 0;
	/** Wait before the next attempt, in ms. */
	nextDelayMs = 0;
	private startedAt?: number;

	constructor(
		/** Time in ms that all attempts and waits together may take before no further retry starts. */
		readonly budgetMs: number,
		/** Whether it must not run twice, whatever its method. */
		readonly once = false,
	) {}

	/** Counts an attempt. The budget begins with the first: until then the request waited for others. */
	sent(at: number): void {
		this.attempts += 1;
		this.sentAt = at;
		this.startedAt ??= at;
	}

	elapsedMs(): number {
		return this.startedAt === undefined ? 0 : Date.now() - this.startedAt;
	}
}

/** The axios configuration of our requests. */
export type RequestConfig = InternalAxiosRequestConfig & {
	state?: RequestState;
	/** Hides the secrets of the request in its answer. */
	redactor?: Redactor;
	/** A file at another origin than the API's: asked for without the API key, and with the deadline over its whole body. */
	isFile?: boolean;
};

/** Sends a request; rejects with an AxiosError, or a CancelledError. */
export type Send = (config: RequestConfig) => Promise<AxiosResponse>;
