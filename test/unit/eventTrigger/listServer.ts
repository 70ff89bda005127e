import type { Source, Watch } from '../../../nodes/EventTrigger/tick';
import { type Row } from '../../../nodes/shared/values';

/** Watches for every row that appears. */
export const appears: Watch = {
	key: 'k',
	concerns: () => true,
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
		const id = `row-${this.rows.length}`;
		const row = { id, created_at: new Date(createdAt).toISOString(), status };
		this.rows.push(row);
		this.ties.set(id, tie);
		return row;
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

	private answer(): void {
		this.requests += 1;
		this.beforeAnswer();
	}

	private sorted(status?: string): ListRow[] {
		const tie = (row: ListRow): number => this.ties.get(row.id) ?? 0;
		return this.rows
			.filter((row) => status === undefined || row.status === status)
			.sort((a, b) => order(b.created_at, a.created_at) || tie(a) - tie(b));
	}
}
