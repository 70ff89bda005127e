import type { Context, Routes } from '../context';
import { data } from '../core/envelope';
import { dateText, fields } from '../core/schema';
import { isWithin, type Period } from '../engine/period';
import { byDay, totalsOf } from '../engine/totals';
import type { Execution } from '../store/rows';
import { find } from './crud';

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

function summary({ store }: Context, period: Period, wanted: (execution: Execution) => boolean): object {
	const chosen = store.executions.where((one) => wanted(one) && isWithin(one.created_at, period));
	const { cost, executions, tokens } = totalsOf(chosen);
	return {
		total_cost: cost,
		total_executions: executions,
		total_tokens: tokens,
		daily_costs: byDay(chosen, (day) => ({ cost: totalsOf(day).cost })),
	};
}
