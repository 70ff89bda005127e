import { isOdd, type Routes } from '../context';
import { data } from '../core/envelope';
import { notFound } from '../core/errors';
import { text } from '../core/schema';
import type { Span } from '../store/rows';
import { find, resource } from './crud';

const FILTERS = ['trace_id', 'kind', 'agent_id', 'execution_id', 'status', 'model_name'];

const list = resource<Span>({
	name: 'trace',
	table: (store) => store.spans,
	collection: '/traces',
	list: {
		filters: Object.fromEntries(FILTERS.map((name) => [name, { schema: text }])),
		mayIgnoreFilters: true,
	},
});

/** Spans, and all of those of one trace. */
export const traces: Routes = (app, context) => {
	list(app, context);
	app.get<{ Params: { traceId: string } }>('/traces/:traceId', ({ params }) => {
		if (isOdd(context, 'tracesByRowId')) return data(find(context.store.spans, params.traceId, 'trace'));
		const spans = context.store.spans.where((one) => one.trace_id === params.traceId).reverse();
		if (spans.length === 0) throw notFound('trace');
		return data(spans);
	});
};
