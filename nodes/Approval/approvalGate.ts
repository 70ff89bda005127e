import type { IDataObject } from 'n8n-workflow';

import { type ApprovalState, approvalState, runState } from '../shared/execution/status';
import { type Gate, type Settled, TIMED_OUT } from '../shared/gate/types';
import { optionField } from '../shared/operation/model/fields';
import type { OperationItem } from '../shared/operation/model/types';
import { ValidationError } from '../shared/transport/errors/errors';
import { quoted } from '../shared/transport/errors/quoted';

export const APPROVED = 1;
export const REJECTED = 2;

/** How far the clocks of n8n and PromptRails may be apart before an approval counts as expired, in ms. */
export const CLOCK_GRACE_MS = 5 * 60_000;

/** Where an approval leaves. */
const OUTPUTS: Record<ApprovalState, number> = { open: TIMED_OUT, approved: APPROVED, refused: REJECTED };

/** An option of the gate, for runs of which only some pause. */
export const passRunsField = optionField({
	displayName: 'Pass Runs Without Approval',
	name: 'passRunsWithoutApproval',
	type: 'boolean',
	default: false,
	description:
		'Whether a run that completed without asking for an approval leaves by Approved. Otherwise it is an error.',
});

/** The gate of an approval: nobody can decide one that expired, so that it leaves like a refusal. */
export const approvalGate: Gate = {
	outputs: ['Timed Out', 'Approved', 'Rejected'],
	messages: ['Nobody has decided yet.', 'This was approved.', 'This was not approved.'],
	waitingText: 'Asleep until somebody decides in PromptRails.',
	request: { method: 'GET', path: '/api/v1/approvals/{approvalId}' },
	outputOf: (approval) => {
		const state = approvalState(approval.status);
		return state === 'open' && isOver(approval) ? REJECTED : OUTPUTS[state];
	},
	withoutWaiting: passRun,
};

/**
 * Whether an approval has expired.
 * @param graceMs how long after the time that the server gave; below 0, how long before it
 */
export function isOver({ expires_at }: IDataObject, graceMs = CLOCK_GRACE_MS): boolean {
	return typeof expires_at === 'string' && Date.parse(expires_at) + graceMs < Date.now();
}

/** A run that ended without an approval, where the user lets it pass. */
function passRun(item: OperationItem): Settled | undefined {
	const { json: run } = item.host.getInputData()[item.index];
	const state = runState(run.status);
	if ((item.parameter('approvalId') ?? '') !== '' || !['finished', 'failed', 'rejected'].includes(state))
		return undefined;
	if (item.value(passRunsField) && state === 'finished') return { output: APPROVED, result: run };
	throw new ValidationError({
		message: `There is no approval to wait for: the run has the status ${quoted(run.status)}`,
		hint: `Put an If node before this one that lets only runs with an approval through, or turn on the option '${passRunsField.property.displayName}' for runs that completed.`,
	});
}
