import type { Spare } from './concurrency';

/** How many pages of one list are read at the same time, at the most. */
export const MOST_PAGES_AT_ONCE = 8;

/**
 * Reads the pages of a list that will be wanted before they are: side by side, while they are put out in order. One page at
 * a time goes out in the place that the list has already, the others only where a place is spare.
 */
export class ReadAhead<Page> {
	/** The pages that are being read, or were read and are not put out yet. */
	private readonly pages = new Map<number, Promise<Page>>();
	private hasOwnPlace = true;
	private hasFailed = false;

	/**
	 * @param read reads one page, from 1
	 * @param spare gives places; without it, pages are read when they are wanted
	 */
	constructor(
		private readonly read: (page: number) => Promise<Page>,
		private readonly spare?: Spare,
	) {}

	/** Puts a page out. @throws what reading it throws */
	async take(page: number): Promise<Page> {
		const reading = this.pages.get(page) ?? this.read(page);
		this.pages.delete(page);
		return await reading;
	}

	/** Begins to read pages, from the first one on, as far as there are places for them. None is begun after a failure. */
	begin(first: number, last: number): void {
		if (!this.spare) return;
		const end = Math.min(last, first + MOST_PAGES_AT_ONCE - 1);
		for (let page = first; page <= end && !this.hasFailed; page += 1) {
			if (this.pages.has(page)) continue;
			const reading = this.start(page);
			if (!reading) return;
			// Whoever takes the page gets to know; one that nobody takes is not missed.
			reading.catch(() => (this.hasFailed = true));
			this.pages.set(page, reading);
		}
	}

	private start(page: number): Promise<Page> | undefined {
		const read = async (): Promise<Page> => await this.read(page);
		if (!this.hasOwnPlace) return this.spare?.(read);
		this.hasOwnPlace = false;
		return read().finally(() => (this.hasOwnPlace = true));
	}
}
