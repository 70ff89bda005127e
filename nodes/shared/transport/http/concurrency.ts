import { type LimitFunction, pLimit } from '../vendor';

const SECOND_MS = 1000;
/** How many items are worked on at the same time at first, and at the most. */
export const FIRST_AT_ONCE = 10;
export const MOST_AT_ONCE = 100;
/** How many more an item of a second or longer allows while `open`: with it, a hundred such items take three rounds. */
const LONG_ITEM_ALLOWS = 1.6;
/** By how much each success raises what a short item allows for each of its seconds: from one to as much as a long one. */
const EACH_SUCCESS_RAISES = 0.01;

/** Runs a task at once, where there is a place for it; undefined where there is none. */
export type Spare = <T>(task: () => Promise<T>) => Promise<T> | undefined;

/**
 * How many items a node works on at the same time. Where the user does not say, it starts with ten. `open`: each item that
 * succeeds allows more, so that the number rises from round to round by more than its double. `limited`, since the server
 * was first overloaded: a whole round of successes allows one more.
 */
export class Concurrency {
	private state: 'open' | 'limited' = 'open';
	private atOnce: number;
	/** How many items succeeded. */
	private successes = 0;
	/** What successes have earned since the number last changed, in ms. */
	private earnedMs = 0;
	/** When the number was last lowered; epoch ms. */
	private loweredAt = 0;
	private readonly limit: LimitFunction;

	/** @param fixed the number, where the user says it */
	constructor(private readonly fixed?: number) {
		this.atOnce = fixed ?? FIRST_AT_ONCE;
		this.limit = pLimit(this.atOnce);
	}

	/** Runs a task when it is its turn. @returns what the task gives @throws what the task throws */
	async run<T>(task: () => Promise<T>): Promise<T> {
		return await this.limit(task);
	}

	/** As `run`, for what can do without: it takes no place that an item waits for. What succeeds counts as an item does. */
	readonly spare: Spare = (task) => {
		const { activeCount, pendingCount } = this.limit;
		if (activeCount + pendingCount >= this.atOnce) return undefined;
		return this.limit(async () => {
			const startedAt = Date.now();
			const result = await task();
			this.onSuccess(Date.now() - startedAt);
			return result;
		});
	};

	/**
	 * An item succeeded. While `open`, one that took less than a second counts for its part: limits count by the second, and
	 * before the first refusal is back, too much would be on its way. The more succeeded before it, the more it counts: so far
	 * there was no limit. Once `limited`, the pacer knows what a second takes.
	 * @param ms how long it took
	 */
	onSuccess(ms: number): void {
		this.successes += 1;
		const isOpen = this.state === 'open';
		const price = isOpen ? SECOND_MS : SECOND_MS * this.atOnce;
		this.earnedMs += isOpen ? this.allowedMs(ms) : SECOND_MS;
		const more = Math.floor(this.earnedMs / price);
		if (more > 0) this.change(this.atOnce + more, this.earnedMs - more * price);
	}

	private allowedMs(ms: number): number {
		if (ms >= SECOND_MS) return SECOND_MS * LONG_ITEM_ALLOWS;
		return ms * Math.min(1 + this.successes * EACH_SUCCESS_RAISES, LONG_ITEM_ALLOWS);
	}

	/**
	 * The server had too much to do: it answered so, refused the connection, or did not answer in time.
	 * @param sentAt when the request was sent; epoch ms
	 */
	onOverload(sentAt: number): void {
		this.halve(sentAt, 1);
	}

	/**
	 * A request was refused with a 429. From then on the pacer limits how many go out in a second, and slow runs need many
	 * at once to keep that pace: the number does not fall below the first one.
	 * @param sentAt when the request was sent; epoch ms
	 */
	onThrottled(sentAt: number): void {
		this.halve(sentAt, FIRST_AT_ONCE);
	}

	/** What was sent before the number was last lowered says nothing about the lower one. */
	private halve(sentAt: number, least: number): void {
		if (sentAt <= this.loweredAt) return;
		this.loweredAt = Date.now();
		this.state = 'limited';
		this.change(Math.max(Math.floor(this.atOnce / 2), Math.min(this.atOnce, least)), 0);
	}

	private change(wanted: number, earnedMs: number): void {
		if (this.fixed !== undefined) return;
		this.earnedMs = earnedMs;
		this.atOnce = Math.min(wanted, MOST_AT_ONCE);
		this.limit.concurrency = this.atOnce;
	}
}
