import { APPROVAL_NOTICE, NO_ANSWER } from '../shared/execution/shownInChat';
import { type RunState, runState } from '../shared/execution/status';
import type { Gate } from '../shared/gate/types';

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
	outputs: ['Timed Out', 'Finished', 'Paused', 'Failed'],
	messages: ['There is no answer yet.', NO_ANSWER, APPROVAL_NOTICE, 'This could not be completed.'],
	waitingText: 'Asleep until the run has ended or pauses for approval.',
	request: { method: 'GET', path: '/api/v1/executions/{executionId}' },
	outputOf: (run) => OUTPUTS[runState(run.status)],
};
