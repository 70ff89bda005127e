import { type Context, isOdd, type Routes } from '../context';
import { data } from '../core/envelope';
import { ApiError, badRequest, notFound } from '../core/errors';
import { fields, oneOf, text } from '../core/schema';
import type { Approval } from '../store/rows';
import type { Store } from '../store/store';
import { find, resource } from './crud';

interface DecideBody {
	decision: 'approved' | 'rejected';
	reason?: string;
}

const lists = resource<Approval>({
	name: 'approval',
	table: (store) => store.approvals,
	collection: '/approvals',
	item: '/approvals/:id',
	list: { filters: { status: { schema: text } }, mayIgnoreFilters: true },
});

const decideSchema = fields({ decision: oneOf('approved', 'rejected'), reason: text }, 'decision');

/** Approval requests: made by runs that pause, decided once. */
export const approvals: Routes = (app, context) => {
	lists(app, context);
	app.get<{ Params: { id: string } }>('/executions/:id/pending-approval', ({ params }) => {
		const execution = find(context.store.executions, params.id, 'execution');
		const pending = pendingOf(context.store, execution.id);
		if (!pending) throw notFound('pending approval');
		return data(pending);
	});
	app.post<{ Params: { id: string }; Body: DecideBody }>(
		'/approvals/:id/decide',
		{ schema: { body: decideSchema } },
		(request) => {
			const approval = find(context.store.approvals, request.params.id, 'approval');
			const { decision, reason } = request.body;
			return data(decide(context, approval, decision, reason));
		},
	);
};

/** The approval that an execution waits for. */
export function pendingOf({ approvals }: Store, executionId: string): Approval | undefined {
	return approvals.where((one) => one.execution_id === executionId && one.status === 'pending')[0];
}

/** Decides a pending approval; any other one is refused. */
export function decide(
	context: Context,
	approval: Approval,
	decision: DecideBody['decision'],
	reason?: string,
): Approval {
	if (approval.status !== 'pending') throw refusedDecision(context, approval);
	context.runs.decide(approval, decision, reason ?? null);
	return approval;
}

function refusedDecision(context: Context, { status }: Approval): ApiError {
	return isOdd(context, 'refusedStates')
		? new ApiError(400, 'approval has already been decided')
		: badRequest('decision', `is not possible: already ${status}`);
}
