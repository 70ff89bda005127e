import type { Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest } from '../core/errors';
import { fields, oneOf, text } from '../core/schema';
import type { Approval } from '../store/rows';
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
	list: { filters: { status: { schema: text } } },
});

const decideSchema = fields({ decision: oneOf('approved', 'rejected'), reason: text }, 'decision');

/** Approval requests: made by runs that pause, decided once. */
export const approvals: Routes = (app, context) => {
	lists(app, context);
	app.post<{ Params: { id: string }; Body: DecideBody }>(
		'/approvals/:id/decide',
		{ schema: { body: decideSchema } },
		(request) => {
			const approval = find(context.store.approvals, request.params.id, 'approval');
			if (approval.status !== 'pending')
				throw badRequest('decision', `is not possible: already ${approval.status}`);
			context.runs.decide(approval, request.body.decision, request.body.reason ?? null);
			return data(approval);
		},
	);
};
