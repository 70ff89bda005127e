/** Paging values as they arrive in a query. */
export interface PageQuery {
	page?: string;
	limit?: string;
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** The envelope of one object or of a plain array. */
export function data<T>(value: T): { data: T } {
	return { data: value };
}

/** Cuts one page out of a list and adds its meta. */
export function paged<T>(rows: T[], query: PageQuery) {
	const page = Math.max(Number(query.page ?? 1), 1);
	const limit = pageLimit(query.limit);
	const from = (page - 1) * limit;
	return {
		data: rows.slice(from, from + limit),
		meta: { total: rows.length, page, limit, total_pages: Math.ceil(rows.length / limit) },
	};
}

// The vendor's server resets a limit out of range instead of clamping it.
function pageLimit(wanted: string | undefined): number {
	const limit = Number(wanted ?? DEFAULT_LIMIT);
	return limit < 1 || limit > MAX_LIMIT ? DEFAULT_LIMIT : limit;
}
