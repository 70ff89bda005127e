import type { Routes } from '../context';
import { data } from '../core/envelope';
import { ApiError, notFound } from '../core/errors';
import { optionalBody, text } from '../core/schema';
import type { Execution } from '../store/rows';
import { sendUnknown } from '../server/unknown';
import { find, resource } from './crud';

const lists = resource<Execution>({
	name: 'execution',
	table: (store) => store.executions,
	collection: '/executions',
	item: '/executions/:id',
	list: { filters: { agent_id: { schema: text }, session_id: { schema: text }, status: { schema: text } } },
});

/** Executions, the approval that one waits for, and their cancelling. */
export const executions: Routes = (app, context) => {
	lists(app, context);
	app.get<{ Params: { id: string } }>('/executions/:id/pending-approval', (request) => {
		const execution = find(context.store.executions, request.params.id, 'execution');
		const [pending] = context.store.approvals.where(
			(one) => one.execution_id === execution.id && one.status === 'pending',
		);
		if (!pending) throw notFound('pending approval');
		return data(pending);
	});
	app.post<{ Params: { id: string } }>(
		'/executions/:id/cancel',
		{ schema: { body: optionalBody() } },
		(request, reply) => {
			if (!context.settings.cancelRoute) return sendUnknown(reply);
			const execution = find(context.store.executions, request.params.id, 'execution');
			if (!context.runs.requestCancel(execution))
				throw new ApiError(400, `execution is already ${execution.status}`);
			return data(execution);
		},
	);
};
