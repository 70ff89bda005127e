import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../shared/operation/model/types';
import { NotFoundError } from '../shared/transport/errors/errors';
import type { ApiRequest } from '../shared/transport/http/apiRequest';
import { isObject, type Row, toRows } from '../shared/values';

const LIST = '/api/v1/traces';
/** How many spans to look through, newest first, for one that is known by an ID of its own. */
const ROWS_SEARCHED = 1000;

/**
 * The spans of one trace, by any ID that the nodes put out: the trace's, which runs carry, or that of one of its spans.
 * Servers differ in which one they find a trace by, and some give that span alone (docs/platform.md, P40).
 */
export async function getTrace(item: OperationItem): Promise<IDataObject[]> {
	const request = item.request();
	const id = String(request.pathParams.traceId);
	const found = await item.client.data<unknown>(request).catch(whenNotFound);
	if (found instanceof NotFoundError) {
		const spans = await findSpans(item, id);
		if (spans.length === 0) throw found;
		return spans as IDataObject[];
	}
	const spans = toRows(found);
	const others = isObject(found) && found.trace_id !== undefined ? await spansOf(item, found.trace_id) : [];
	return (others.length > 0 ? others : spans) as IDataObject[];
}

/** For `.catch`: gives back that nothing was found; any other failure, and that of a missing route, is thrown. */
function whenNotFound(error: unknown): NotFoundError {
	if (error instanceof NotFoundError && !error.routeMissing) return error;
	throw error;
}

async function findSpans(item: OperationItem, id: string): Promise<Row[]> {
	const spans = await spansOf(item, id);
	if (spans.length > 0) return spans;
	for await (const rows of item.client.list({ method: 'GET', path: LIST }, ROWS_SEARCHED)) {
		const span = rows.find((row) => row.id === id || row.span_id === id);
		if (span) return span.trace_id === undefined ? [span] : await spansOf(item, span.trace_id);
	}
	return [];
}

async function spansOf(item: OperationItem, traceId: unknown): Promise<Row[]> {
	const spans: Row[] = [];
	const query = { trace_id: traceId };
	const request: ApiRequest = { method: 'GET', path: LIST, query, exactFilters: ['trace_id'] };
	for await (const rows of item.client.list(request)) spans.push(...rows);
	return spans;
}
