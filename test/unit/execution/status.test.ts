import { approvalGate } from '../../../nodes/Approval/approvalGate';
import { canonicalStatus, runState } from '../../../nodes/shared/execution/status';

describe.each(['constructor', 'toString', 'hasOwnProperty', '__proto__'])(
	'a server that says "%s"',
	(status) => {
		it('tells of a run that is open', () => {
			expect(runState(status)).toBe('open');
		});

		it('tells of an approval that is pending', () => {
			expect(approvalGate.outputOf({ status })).toBe(0);
		});

		it('is taken by its word', () => {
			expect(canonicalStatus(status)).toBe(status.toLowerCase());
		});
	},
);
