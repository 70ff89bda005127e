import type { Context, Routes } from '../context';
import { data, paged, type PageQuery } from '../core/envelope';
import { notFound } from '../core/errors';
import { listQuery } from '../core/schema';
import { grouped, totalsOf } from '../engine/totals';
import type { Execution } from '../store/rows';

/** Roll-ups of runs by session id: not chat sessions. */
export const sessions: Routes = (app, context) => {
	app.get<{ Querystring: PageQuery }>('/sessions', { schema: { querystring: listQuery() } }, ({ query }) => {
		return paged(summaries(context), query);
	});
	app.get<{ Params: { sessionId: string } }>('/sessions/:sessionId', ({ params }) => {
		const found = summaries(context).find(({ session_id }) => session_id === params.sessionId);
		if (!found) throw notFound('session');
		return data(found);
	});
};

function summaries({ store }: Context) {
	const inSession = store.executions.where(({ session_id }) => session_id !== '');
	return grouped(inSession, ({ session_id }) => session_id).map(([id, runs]) => summary(id, runs));
}

// Runs come newest first.
function summary(session_id: string, runs: Execution[]) {
	const { cost, tokens, errors } = totalsOf(runs);
	return {
		session_id,
		trace_count: new Set(runs.map(({ trace_id }) => trace_id)).size,
		total_tokens: tokens,
		total_cost: cost,
		error_count: errors,
		first_seen: runs[runs.length - 1].created_at,
		last_seen: runs[0].created_at,
	};
}
