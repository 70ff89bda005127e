import { type Context, isOdd, type Routes } from '../context';
import { data, paged, type PageQuery } from '../core/envelope';
import { ApiError } from '../core/errors';
import { listQuery, optionalBody, text } from '../core/schema';
import { shuffleTies } from '../store/table';
import { executionView, statusName } from './executionView';
import { pendingOf } from './approvals';
import { find } from './crud';

const DECISIONS = { approve: 'approved', deny: 'rejected' } as const;
const DENIED = 'approval denied';

/** Approvals of the second generation: the paused execution is what is decided, and leaves the inbox with that. */
export const executionApprovals: Routes = (app, context) => {
	app.get<{ Querystring: PageQuery }>(
		'/executions/approval-inbox',
		{ schema: { querystring: listQuery() } },
		({ query }) => {
			const waiting = context.store.executions.where(({ status }) => status === 'awaiting_approval');
			if (isOdd(context, 'unstableOrder')) shuffleTies(waiting);
			return paged(
				waiting.map((one) => executionView(context, one)),
				query,
			);
		},
	);
	for (const [verb, decision] of Object.entries(DECISIONS)) {
		app.post<{ Params: { id: string }; Body: { reason?: string } | undefined }>(
			`/executions/:id/${verb}`,
			{ schema: { body: optionalBody({ reason: text }) } },
			({ params, body }) => data(decide(context, params.id, decision, body?.reason)),
		);
	}
};

function decide(
	context: Context,
	executionId: string,
	decision: 'approved' | 'rejected',
	reason: string | undefined,
): object {
	const execution = find(context.store.executions, executionId, 'execution');
	const pending = pendingOf(context.store, execution.id);
	if (!pending) {
		const text = isOdd(context, 'refusedStates')
			? 'execution is not awaiting approval'
			: `execution is not waiting for approval: ${statusName(context, execution)}`;
		throw new ApiError(400, text);
	}
	context.runs.decide(pending, decision, reason ?? (decision === 'rejected' ? DENIED : null));
	return executionView(context, execution);
}
