import type { Context } from './context';
import { createScores, finishExecutions, requestApprovals } from './engine/bulk';
import type { Outbound } from './outbound/outbound';
import { decide } from './routes/approvals';
import { find } from './routes/crud';
import type { Emulator } from './types';

type Helpers = Pick<
	Emulator,
	| 'decide'
	| 'expire'
	| 'requestApprovals'
	| 'finishExecutions'
	| 'createScores'
	| 'sendEvent'
	| 'deliveries'
	| 'deliveriesSettled'
>;

/** What a test does to an emulator from outside, without going over HTTP. */
export function helpers(context: Context, outbound: Outbound): Helpers {
	const approvalOf = (id: string) => find(context.store.approvals, id, 'approval');
	return {
		decide: (id, decision, reason) => decide(context, approvalOf(id), decision, reason),
		expire: (id) => {
			const approval = approvalOf(id);
			context.runs.expire(approval);
			return approval;
		},
		requestApprovals: (count, wanted) => requestApprovals(context, count, wanted),
		finishExecutions: (count, wanted) => finishExecutions(context, count, wanted),
		createScores: (count, wanted) => createScores(context, count, wanted),
		sendEvent: (url, event = {}) => outbound.send(url, event),
		deliveries: () => outbound.deliveries(),
		deliveriesSettled: () => outbound.settled(),
	};
}
