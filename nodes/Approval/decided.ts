import type { IDataObject } from 'n8n-workflow';

import { canonicalStatus } from '../shared/execution/status';
import type { StateRefusal } from '../shared/operation/model/types';

/** Says of an approval that can no longer be decided what became of it. */
export const decided: StateRefusal = {
	request: { method: 'GET', path: '/api/v1/approvals/{approvalId}' },
	explain: (approval, { body }) => {
		const status = canonicalStatus(approval.status);
		if (status === 'pending') return undefined;
		const isSame = status === body.decision;
		return {
			message: isSame
				? `The approval is decided already, as was asked: ${status}`
				: `The approval can no longer be decided: it is ${status}`,
			hint: `${history(approval)}${isSame ? 'There is nothing left to do.' : 'A decision cannot be changed.'}`,
			details: {
				status,
				decided_by: approval.decided_by ?? null,
				decided_at: approval.decided_at ?? null,
				reason: approval.reason ?? null,
			},
		};
	},
};

/** Who decided and when, as far as the server says. */
function history({ decided_by: by, decided_at: at, reason }: IDataObject): string {
	const facts = [
		by && `by ${String(by)}`,
		at && `at ${String(at)}`,
		reason && `with the reason '${String(reason)}'`,
	];
	const known = facts.filter(Boolean).join(' ');
	return known === '' ? '' : `It was decided ${known}. `;
}
