import { approvalGate } from '../../../nodes/Approval/approvalGate';
import { EVENTS } from '../../../nodes/EventTrigger/events';
import {
	approvalState,
	canonicalStatus,
	runState,
	spellingsOf,
	statusesOfRuns,
} from '../../../nodes/shared/execution/status';

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

describe('the table of statuses', () => {
	it.each([
		['waiting_approval', 'awaiting_approval'],
		['denied', 'rejected'],
		['canceled', 'cancelled'],
	])('takes "%s" for the same as "%s" everywhere', (other, status) => {
		expect(canonicalStatus(other.toUpperCase())).toBe(status);
		expect(runState(other)).toBe(runState(status));
		expect(approvalState(other)).toBe(approvalState(status));
		expect(spellingsOf(other)).toEqual([status, other]);
	});

	it('knows of a run that expired that it does not go on', () => {
		expect(runState('expired')).toBe('failed');
	});

	it('has every status of a run either open or ended for the event trigger', () => {
		const ended = statusesOfRuns('finished', 'rejected', 'failed');
		for (const { statuses = [], otherEnds = [] } of [EVENTS.executionFailed, EVENTS.executionFinished]) {
			expect(new Set([...statuses, ...otherEnds])).toEqual(new Set(ended));
		}
		expect(EVENTS.executionFinished.openStatuses).toEqual(statusesOfRuns('open', 'awaitingApproval'));
	});
});
