import type { IDataObject } from 'n8n-workflow';

import { type ApprovalState, approvalState } from '../shared/execution/status';
import type { Gate } from '../shared/operation/model/types';

const PENDING = 0;
const APPROVED = 1;
const REJECTED = 2;

/** How far the clocks of n8n and PromptRails may be apart before an approval counts as expired, in ms. */
const CLOCK_GRACE_MS = 5 * 60_000;

/** Where an approval leaves. */
const OUTPUTS: Record<ApprovalState, number> = { open: PENDING, approved: APPROVED, refused: REJECTED };

/** The gate of an approval: nobody can decide one that expired, so that it leaves like a refusal. */
export const approvalGate: Gate = {
	outputs: ['Pending', 'Approved', 'Rejected'],
	request: { method: 'GET', path: '/api/v1/approvals/{approvalId}' },
	outputOf: (approval) => {
		const state = approvalState(approval.status);
		return state === 'open' && isOver(approval) ? REJECTED : OUTPUTS[state];
	},
};

function isOver({ expires_at }: IDataObject): boolean {
	return typeof expires_at === 'string' && Date.parse(expires_at) + CLOCK_GRACE_MS < Date.now();
}
