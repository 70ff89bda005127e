import type { RateLimit } from '../settings';

const WINDOW_MS = 1000;

/** Counts requests in fixed one-second windows. */
export class RateLimiter {
	private window = -1;
	private count = 0;

	/** Milliseconds until the next window when this request is one too many, else undefined. */
	refuse(limit: RateLimit | undefined, now = Date.now()): number | undefined {
		if (!limit) return undefined;
		const window = Math.floor(now / WINDOW_MS);
		this.count = window === this.window ? this.count + 1 : 1;
		this.window = window;
		return this.count > limit.perSecond ? (window + 1) * WINDOW_MS - now : undefined;
	}
}

/** The header that tells a client when to come back, in the wanted form. */
export function retryHeaders(
	form: RateLimit['retryAfter'],
	waitMs: number,
	now = Date.now(),
): Record<string, string> {
	switch (form) {
		case 'none':
			return {};
		case 'ms':
			return { 'retry-after-ms': String(waitMs) };
		case 'date':
			// An HTTP date has whole seconds, so it is rounded up into the next window.
			return { 'retry-after': new Date(Math.ceil((now + waitMs) / 1000) * 1000).toUTCString() };
		default:
			return { 'retry-after': String(Math.ceil(waitMs / 1000)) };
	}
}
