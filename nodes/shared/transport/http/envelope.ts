import { isObject } from '../../values';

/** The `meta` of a paged answer, as far as it is used. */
export interface PageMeta {
	total?: number;
	page?: number;
	pages?: number;
	/** Whether the list has open rows alone: settled ones leave it. */
	rowsLeave?: boolean;
}

/** An answer without its envelope. */
export interface ApiAnswer {
	data: unknown;
	meta?: PageMeta;
	statusCode: number;
	/** Says which rows belong to the list, and which the server gives beside them. */
	isListed?: (row: Record<string, unknown>) => boolean;
}

type Json = Record<string, unknown>;

/**
 * Unwraps `{data, meta?}`; a body without `data` is the data itself.
 */
export function unwrap(body: unknown, statusCode: number): ApiAnswer {
	if (!isObject(body) || !('data' in body)) return { data: body, statusCode };
	return { data: body.data, meta: isObject(body.meta) ? pageMeta(body.meta) : undefined, statusCode };
}

/** The answer whose data is the rows that it keeps under a key, beside their total. */
export function rowsUnder(key: string, { data, statusCode }: ApiAnswer): ApiAnswer {
	if (!isObject(data)) return { data, statusCode };
	return { data: data[key] ?? [], meta: pageMeta({ total: data.total }), statusCode };
}

function pageMeta(meta: Json): PageMeta {
	return {
		total: count(meta.total),
		page: count(meta.page),
		pages: count(meta.pages ?? meta.total_pages),
	};
}

function count(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
