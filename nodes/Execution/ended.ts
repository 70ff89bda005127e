import { canonicalStatus, runState } from '../shared/execution/status';
import type { StateRefusal } from '../shared/operation/model/types';

/** Says of a run that cannot be canceled how it ended, or that it is being canceled. */
export const ended: StateRefusal = {
	request: { method: 'GET', path: '/api/v1/executions/{executionId}' },
	explain: (run) => {
		const status = canonicalStatus(run.status);
		const details = { status, completed_at: run.completed_at ?? null };
		if (status === 'cancel_requested') {
			return {
				message: 'The run is being canceled already',
				hint: 'It ends a little later. There is nothing left to do.',
				details,
			};
		}
		if (['open', 'awaitingApproval'].includes(runState(status))) return undefined;
		return {
			message: `The run has ended already: it is ${status}`,
			hint: 'Only a run that is under way or awaits approval can be canceled.',
			details,
		};
	},
};
