import type { Context, Routes } from '../context';
import { data } from '../core/envelope';
import { dateText, fields } from '../core/schema';
import { byDay, totalsOf } from '../engine/totals';
import type { Execution } from '../store/rows';
import { find } from './crud';

interface Period {
	from?: string;
	to?: string;
}

const querystring = fields({ from: dateText, to: dateText });

/** What runs cost, in all and by agent. */
export const costs: Routes = (app, context) => {
	app.get<{ Querystring: Period }>('/costs/summary', { schema: { querystring } }, ({ query }) => {
		return data(summary(context, query, () => true));
	});
	app.get<{ Params: { agentId: string }; Querystring: Period }>(
		'/costs/agents/:agentId',
		{ schema: { querystring } },
		({ params, query }) => {
			const agent = find(context.store.agents, params.agentId, 'agent');
			return data(summary(context, query, ({ agent_id }) => agent_id === agent.id));
		},
	);
};

function summary(
	{ store }: Context,
	{ from, to }: Period,
	wanted: (execution: Execution) => boolean,
): object {
	const start = from === undefined ? -Infinity : Date.parse(from);
	const end = to === undefined ? Infinity : endOf(to);
	const chosen = store.executions.where((one) => {
		const at = Date.parse(one.created_at);
		return wanted(one) && at >= start && at <= end;
	});
	const { cost, executions, tokens } = totalsOf(chosen);
	return {
		total_cost: cost,
		total_executions: executions,
		total_tokens: tokens,
		daily_costs: byDay(chosen, (day) => ({ cost: totalsOf(day).cost })),
	};
}

// A day without a time means the whole day.
function endOf(date: string): number {
	return Date.parse(date.length === 10 ? `${date}T23:59:59.999Z` : date);
}
