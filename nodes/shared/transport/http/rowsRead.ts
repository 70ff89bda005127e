import { type Row } from '../../values';

/**
 * The rows of one list that were read so far, over several passes. A row with an ID is one row wherever it is met. Rows
 * without one are compared by what is in them, and several that look alike are as many as one pass has of them.
 */
export class RowsRead {
	/** How many different rows were read. */
	count = 0;
	/** How many rows the list has, as the server said last. */
	total?: number;
	/** Whether one pass met a row twice. */
	hasRepeats = false;

	private readonly known = new Map<string, number>();
	private inPass = new Map<string, number>();
	private pagesInPass = new Set<string>();

	startPass(): void {
		this.inPass = new Map();
		this.pagesInPass = new Set();
	}

	/**
	 * Takes note of a page.
	 * @returns the rows that were not met before, and whether this pass has met all of the page already
	 */
	take(rows: Row[]): { fresh: Row[]; isRepeated: boolean } {
		const hasIds = rows.every((row) => idOf(row) !== undefined);
		if (!hasIds && this.isKnownPage(rows)) return { fresh: [], isRepeated: true };
		let isRepeated = true;
		const fresh = rows.filter((row) => {
			const id = idOf(row);
			const key = id === undefined ? JSON.stringify(row) : `id ${id}`;
			const inPass = (this.inPass.get(key) ?? 0) + 1;
			this.inPass.set(key, inPass);
			if (id !== undefined && inPass > 1) {
				this.hasRepeats = true;
				return false;
			}
			isRepeated = false;
			if (inPass <= (this.known.get(key) ?? 0)) return false;
			this.known.set(key, inPass);
			this.count += 1;
			return true;
		});
		return { fresh, isRepeated };
	}

	private isKnownPage(rows: Row[]): boolean {
		const text = JSON.stringify(rows);
		return this.pagesInPass.size === this.pagesInPass.add(text).size;
	}
}

/** A row's ID; undefined where it has none of its own. */
function idOf({ id }: Row): string | undefined {
	return (typeof id === 'string' && id !== '') || typeof id === 'number' ? String(id) : undefined;
}
