import type { Context, Routes } from '../context';
import { data } from '../core/envelope';
import { fields } from '../core/schema';
import { byDay, grouped, sum, totalsOf } from '../engine/totals';

const DEFAULT_DAYS = 30;
const DAY_MS = 24 * 3_600_000;
const querystring = fields({ days: { type: 'string', pattern: '^[1-9]\\d{0,3}$' } });

/** The metrics of the last days. */
export const dashboard: Routes = (app, context) => {
	app.get<{ Querystring: { days?: string } }>(
		'/dashboard/metrics',
		{ schema: { querystring } },
		({ query }) => {
			return data(metrics(context, Number(query.days ?? DEFAULT_DAYS)));
		},
	);
};

function metrics({ store }: Context, days: number): object {
	const since = new Date(store.now().getTime() - days * DAY_MS).toISOString();
	const recent = ({ created_at }: { created_at: string }) => created_at >= since;
	const executions = store.executions.where(recent);
	const modelSpans = store.spans.where((span) => recent(span) && span.model_name !== null);
	const totals = totalsOf(executions);
	return {
		overview: {
			total_executions: totals.executions,
			total_cost: totals.cost,
			total_tokens: totals.tokens,
			total_agents: store.agents.all().length,
			error_count: totals.errors,
			avg_duration_ms: totals.executions === 0 ? 0 : totals.duration / totals.executions,
		},
		executions_by_day: byDay(executions, (day) => ({ count: day.length })),
		cost_by_day: byDay(executions, (day) => ({ cost: totalsOf(day).cost })),
		agent_usage: grouped(executions, ({ agent_id }) => agent_id).map(([agent_id, runs]) => ({
			agent_id,
			agent_name: store.agents.get(agent_id)?.name ?? '',
			executions: runs.length,
			total_cost: totalsOf(runs).cost,
		})),
		model_usage: grouped(modelSpans, ({ model_name }) => model_name ?? '').map(([model_name, spans]) => ({
			model_name,
			count: spans.length,
			total_cost: sum(spans, ({ cost }) => cost ?? 0),
			total_tokens: sum(spans, ({ total_tokens }) => total_tokens ?? 0),
		})),
		error_rate: byDay(executions, (day) => {
			const { executions: total, errors } = totalsOf(day);
			return { total, errors, error_rate: errors / total };
		}),
		score_trends: grouped(store.scores.where(recent), ({ name }) => name).flatMap(([name, scored]) => {
			const numeric = scored.filter(({ value }) => value !== null);
			return byDay(numeric, (day) => ({
				name,
				average: sum(day, ({ value }) => value ?? 0) / day.length,
				count: day.length,
			}));
		}),
	};
}
