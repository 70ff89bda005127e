import { ownValue } from '../values';

/** What a run's status means to a workflow. */
export type RunState = 'open' | 'awaitingApproval' | 'finished' | 'rejected' | 'failed';

/** What an approval's status means to a workflow. */
export type ApprovalState = 'open' | 'approved' | 'refused';

/** What is known of one status. */
interface StatusRow {
	/** What other servers call it. */
	alsoSpelled?: string[];
	/** What it means of a run. */
	run: RunState;
	/** What it means of an approval; without it, the approval can still be decided. */
	approval?: ApprovalState;
	/**
	 * What it says of the approval that the run paused for, where the run is all that there is of it. Without it, as in a
	 * run that failed, nothing is known of the decision.
	 */
	decision?: string;
}

/**
 * Every status of runs and approvals, under the name that the first generation of the API gives it. Filters, gates,
 * triggers, platform events and simplified output all read this table (docs/platform.md, P26, P27, P36).
 */
const STATUSES: Record<string, StatusRow> = {
	pending: { run: 'open', decision: 'pending' },
	running: { run: 'open', decision: 'approved' },
	approved: { run: 'open', approval: 'approved', decision: 'approved' },
	cancel_requested: { run: 'open', decision: 'cancelled' },
	awaiting_approval: { alsoSpelled: ['waiting_approval'], run: 'awaitingApproval', decision: 'pending' },
	completed: { run: 'finished', decision: 'approved' },
	rejected: { alsoSpelled: ['denied'], run: 'rejected', approval: 'refused', decision: 'rejected' },
	failed: { run: 'failed', approval: 'refused' },
	cancelled: { alsoSpelled: ['canceled'], run: 'failed', approval: 'refused', decision: 'cancelled' },
	// Nobody decided in time.
	expired: { run: 'failed', approval: 'refused', decision: 'expired' },
};

const CANONICAL: Record<string, string> = Object.fromEntries(
	Object.entries(STATUSES).flatMap(([status, { alsoSpelled = [] }]) =>
		[status, ...alsoSpelled].map((spelling) => [spelling, status]),
	),
);

/** The one spelling of a status, whichever generation it came from: the first one's. */
export function canonicalStatus(status: unknown): string {
	const text = String(status).toLowerCase();
	return ownValue(CANONICAL, text) ?? text;
}

function rowOf(status: unknown): StatusRow | undefined {
	return ownValue(STATUSES, canonicalStatus(status));
}

/** The state of a run; statuses that are not known yet count as open until a deadline. */
export function runState(status: unknown): RunState {
	return rowOf(status)?.run ?? 'open';
}

/** The state of an approval: only a clear yes is approved, and what is not known yet is still open. */
export function approvalState(status: unknown): ApprovalState {
	return rowOf(status)?.approval ?? 'open';
}

/** The status of the approval that a run with this status stands for; the run's own where that says nothing of it. */
export function decisionOf(status: unknown): unknown {
	return rowOf(status)?.decision ?? status;
}

/** Every spelling of a status under which a server may list rows. */
export function spellingsOf(status: string): string[] {
	const canonical = canonicalStatus(status);
	return [canonical, ...(ownValue(STATUSES, canonical)?.alsoSpelled ?? [])];
}

/** The statuses of runs that are in one of these states. */
export function statusesOfRuns(...states: RunState[]): string[] {
	return Object.keys(STATUSES).filter((status) => states.includes(STATUSES[status].run));
}
