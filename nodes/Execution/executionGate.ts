import { type RunState, runState } from '../shared/execution/status';
import type { Gate } from '../shared/operation/model/types';

/** Where a run leaves, by its state. */
const OUTPUTS: Record<RunState, number> = {
	open: 0,
	finished: 1,
	awaitingApproval: 2,
	failed: 3,
	rejected: 3,
};

/** The gate of a run; a pause for approval is a way out, so that a human can be asked. */
export const executionGate: Gate = {
	outputs: ['Running', 'Finished', 'Awaiting Approval', 'Failed'],
	request: { method: 'GET', path: '/api/v1/executions/{executionId}' },
	outputOf: (run) => OUTPUTS[runState(run.status)],
};
