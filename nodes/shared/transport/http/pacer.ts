import { delay } from './timing';

const SECOND_MS = 1000;
/** What a further 429 leaves, at the most and at the least, of the number that may go out in a second. */
const LOWERED = { most: 0.8, least: 0.5 };
/** Seconds without a 429 after which each further one raises the number: doubles it while it is a guess, else by one. */
const QUIET_SECONDS = { guessed: 2, known: 5 };
/** How long it is known when a request was sent, in ms: refusals come sooner. */
const REMEMBERED_MS = 10 * SECOND_MS;

/**
 * How many requests of one node may go out in a second. `open`: any number, as long as nothing is known of a limit.
 * `limited`: `rate`, which is what went well in the second before the first 429. Each later 429 lowers it, and seconds
 * without one raise it. In both, a 429 stops all requests for as long as the server asks.
 */
export class Pacer {
	private state: 'open' | 'limited' = 'open';
	/** How many may go out in a second as of `resumesAt`, when limited. */
	private rate = Infinity;
	/** Whether `rate` comes from one pause alone, which may have had little to do with what was sent. */
	private isGuess = false;
	/** Whether `rate` is a count of requests let through, with none among them that is refused later. */
	private isCounted = false;
	/** Until when all requests are stopped; epoch ms. */
	private resumesAt = 0;
	/** How often they were stopped. */
	private pauses = 0;
	/** How many requests were refused since the last pause began. */
	private refusals = 0;
	/** When requests that were sent, and not refused, went out; epoch ms, in order. */
	private sent: number[] = [];
	/** How many requests were let through in the latest second of the server's clock. */
	private served = { date: undefined as unknown, count: 0 };

	/** @param onPaused called whenever a 429 begins to hold requests back */
	constructor(private readonly onPaused: () => unknown = () => {}) {}

	/**
	 * Resolves when a request may go out, and counts it as sent.
	 * @returns when that was: epoch ms
	 * @throws CancelledError when the signal aborts first
	 */
	async pass(signal?: AbortSignal): Promise<number> {
		for (let left = this.waitMs(); left > 0; left = this.waitMs()) await delay(left, signal);
		const now = Date.now();
		while (this.sent[0] < now - REMEMBERED_MS) this.sent.shift();
		this.sent.push(now);
		return now;
	}

	/** A request was let through. @param date the answer's `Date`, in whole seconds of the server's clock */
	onAccepted(date: unknown): void {
		const { count } = this.served.date === date ? this.served : { count: 0 };
		this.served = { date, count: count + 1 };
	}

	/**
	 * A request was refused with a 429, and is to be sent again.
	 * @param sentAt what `pass` gave for it
	 * @param waitMs how long nothing is to be sent; a later end that was set before stays
	 * @param date the answer's `Date`
	 */
	onThrottled(sentAt: number, waitMs: number, date?: unknown): void {
		const index = this.sent.indexOf(sentAt);
		if (index >= 0) this.sent.splice(index, 1);
		if (sentAt >= this.resumesAt) this.learn(sentAt, date);
		else if (this.isGuess && !this.isCounted) this.rate -= 1;
		this.refusals += 1;
		// One pause that many ran into may be the work of others, and says nothing about the next second.
		this.state = this.pauses === 1 && this.rate < 2 * this.refusals ? 'open' : 'limited';
		this.resumesAt = Math.max(this.resumesAt, Date.now() + waitMs);
	}

	/** At the first refusal of a pause; the answers to what was sent with that request come after it. */
	private learn(sentAt: number, date: unknown): void {
		const limit = this.perSecond();
		const wentWell = this.wentWell(sentAt, date);
		this.isGuess = limit === Infinity;
		this.rate = this.isGuess
			? wentWell
			: Math.floor(Math.max(Math.min(wentWell, limit * LOWERED.most), limit * LOWERED.least));
		this.pauses += 1;
		this.onPaused();
		this.refusals = 0;
	}

	/**
	 * How many requests went well in the second before a refusal. Where limits count by the seconds of the server's clock,
	 * that second may reach into two of them, and only the later one says what the limit is. A small part of the requests
	 * says little of it: slow answers come with the date of another second.
	 */
	private wentWell(sentAt: number, date: unknown): number {
		const sent = this.sent.filter((at) => at > sentAt - SECOND_MS).length;
		const inSecond = date !== undefined && date === this.served.date ? this.served.count : 0;
		this.isCounted = inSecond >= sent * LOWERED.least;
		return this.isCounted ? Math.min(inSecond, sent) : sent;
	}

	private perSecond(now = Date.now()): number {
		if (this.state === 'open') return Infinity;
		const limit = Math.max(this.rate, 1);
		const quietSeconds = Math.floor((now - this.resumesAt) / SECOND_MS);
		return this.isGuess
			? limit * 2 ** Math.max(quietSeconds - QUIET_SECONDS.guessed, 0)
			: limit + Math.max(quietSeconds - QUIET_SECONDS.known, 0);
	}

	private waitMs(now = Date.now()): number {
		if (now < this.resumesAt) return this.resumesAt - now;
		const limit = this.perSecond(now);
		const hindering = this.sent.at(-limit);
		return hindering === undefined ? 0 : hindering + SECOND_MS - now;
	}
}
