/** What every stored object has. */
export interface Row {
	id: string;
	created_at: string;
}

/** Brings rows of the same instant into an order by chance, as a list without a tie-breaker has them. */
export function shuffleTies(rows: Row[]): void {
	const ranks = new Map(rows.map((row) => [row, Math.random()]));
	rows.sort((a, b) => b.created_at.localeCompare(a.created_at) || (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
}

/** One kind of object, by id. */
export class Table<T extends Row> {
	private rows = new Map<string, T>();

	get(id: string): T | undefined {
		return this.rows.get(id);
	}

	insert(row: T): T {
		this.rows.set(row.id, row);
		return row;
	}

	/** Changes a row in place, so that everyone who holds it sees the change. */
	update(row: T, changes: Partial<T>): T {
		return Object.assign(row, changes);
	}

	delete(id: string): boolean {
		return this.rows.delete(id);
	}

	/** Every row, newest first; rows of the same instant in the reverse order of insertion. */
	all(): T[] {
		return [...this.rows.values()].reverse().sort((a, b) => b.created_at.localeCompare(a.created_at));
	}

	/** The rows that satisfy a condition, newest first. */
	where(condition: (row: T) => boolean): T[] {
		return this.all().filter(condition);
	}

	clear(): void {
		this.rows.clear();
	}
}
