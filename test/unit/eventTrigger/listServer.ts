import type { EventRule, Source } from '../../../nodes/EventTrigger/types';
import { type Row } from '../../../nodes/shared/values';

/** Every row that appears is an event. */
export const appears: EventRule = {
	key: 'k',
	matches: () => true,
	stateOf: () => 'happened',
	timeOf: ({ created_at }) => Date.parse(String(created_at)),
};

/** A row of the list that a test looks at. */
export interface ListRow extends Row {
	id: string;
	created_at: string;
	status: string;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A list as PromptRails has it: newest first, in pages, filtered by status; equal times in any, but fixed, order. */
export class ListServer {
	readonly rows: ListRow[] = [];
	private made = 0;
	/** The rows in the order of the list, until one is added or deleted. */
	private inOrder?: ListRow[];
	/** Requests since it was set to 0. */
	requests = 0;
	/** Called before each answer; may change the rows, or throw. */
	beforeAnswer: () => void = () => {};
	private readonly ties = new Map<string, number>();

	constructor(
		private readonly pageSize: number,
		private readonly counts: boolean,
		private readonly openStatuses: string[] = ['pending'],
	) {}

	/** @param tie where it stands among rows of the same instant */
	add(createdAt: number, tie: number, status = 'pending'): ListRow {
		const id = `row-${this.made}`;
		this.made += 1;
		const row = { id, created_at: new Date(createdAt).toISOString(), status };
		this.rows.push(row);
		this.inOrder = undefined;
		this.ties.set(id, tie);
		return row;
	}

	/** Deletes the rows that `isDeleted` names. */
	delete(isDeleted: (row: ListRow) => boolean): void {
		this.rows.splice(0, Infinity, ...this.rows.filter((row) => !isDeleted(row)));
		this.inOrder = undefined;
	}

	get source(): Source {
		return {
			readPage: async (page, query = {}) => {
				this.answer();
				const rows = this.sorted(query.status);
				const end = page * this.pageSize;
				return {
					rows: rows.slice(end - this.pageSize, end).map((row) => ({ ...row })),
					total: this.counts ? rows.length : undefined,
					isLast: end >= rows.length,
				};
			},
			readRow: async (id) => {
				this.answer();
				const row = this.rows.find((each) => each.id === id);
				return row && { ...row };
			},
			openStatuses: this.openStatuses,
		};
	}

	/** All rows in the order of the list. */
	newestFirst(): ListRow[] {
		return this.sorted();
	}

	private answer(): void {
		this.requests += 1;
		this.beforeAnswer();
	}

	private sorted(status?: string): ListRow[] {
		const tie = (row: ListRow): number => this.ties.get(row.id) ?? 0;
		this.inOrder ??= [...this.rows].sort((a, b) => order(b.created_at, a.created_at) || tie(a) - tie(b));
		return status === undefined ? this.inOrder : this.inOrder.filter((row) => row.status === status);
	}
}
