import { type Context, isOdd, type Routes } from '../context';
import { data } from '../core/envelope';
import { ApiError } from '../core/errors';
import { optionalBody, text } from '../core/schema';
import type { Execution } from '../store/rows';
import { sendUnknown } from '../server/unknown';
import { find, resource } from './crud';
import { executionView, isListedUnder } from './executionView';

const lists = resource<Execution>({
	name: 'execution',
	table: (store) => store.executions,
	collection: '/executions',
	item: '/executions/:id',
	list: {
		filters: {
			agent_id: { schema: text },
			session_id: { schema: text },
			status: { schema: text, fits: isListedUnder },
		},
	},
	view: (execution, context, where) => executionView(context, execution, where === 'one' ? 1 : 0),
});

/** The whole tree of runs below an execution, which the second generation has. */
export const executionTree: Routes = (app, context) => {
	app.get<{ Params: { id: string } }>('/executions/:id/tree', ({ params }) => {
		const execution = find(context.store.executions, params.id, 'execution');
		return data(executionView(context, execution, Infinity));
	});
};

function refusedCancel(context: Context, { status }: Execution): ApiError {
	const text = isOdd(context, 'refusedStates')
		? 'execution has already finished'
		: `execution is already ${status}`;
	return new ApiError(400, text);
}

/** Executions, and their cancelling. */
export const executions: Routes = (app, context) => {
	lists(app, context);
	app.post<{ Params: { id: string } }>(
		'/executions/:id/cancel',
		{ schema: { body: optionalBody() } },
		(request, reply) => {
			if (context.generation === 1 && !context.settings.cancelRoute) return sendUnknown(reply);
			const execution = find(context.store.executions, request.params.id, 'execution');
			if (!context.runs.requestCancel(execution)) throw refusedCancel(context, execution);
			return data(executionView(context, execution));
		},
	);
};
