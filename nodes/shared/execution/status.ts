import { ownValue } from '../values';

/** What a run's status means to a workflow. */
export type RunState = 'open' | 'awaitingApproval' | 'finished' | 'rejected' | 'failed';

/** Both spellings of each status, of every generation of the API (docs/platform.md, P26). */
const STATES: Record<string, RunState> = {
	completed: 'finished',
	awaiting_approval: 'awaitingApproval',
	waiting_approval: 'awaitingApproval',
	rejected: 'rejected',
	denied: 'rejected',
	failed: 'failed',
	cancelled: 'failed',
	canceled: 'failed',
};

/** The state of a run; an unknown status counts as open until a deadline. */
export function runState(status: unknown): RunState {
	return ownValue(STATES, String(status).toLowerCase()) ?? 'open';
}

/** Other spellings of a status, of one generation of the API or another. */
const SPELLINGS: Record<string, string> = {
	waiting_approval: 'awaiting_approval',
	canceled: 'cancelled',
	denied: 'rejected',
};

/** The one spelling of a status, whichever generation it came from: the first one's. */
export function canonicalStatus(status: unknown): string {
	const text = String(status).toLowerCase();
	return ownValue(SPELLINGS, text) ?? text;
}

/** Every spelling of a status under which a server may list rows. */
export function spellingsOf(status: string): string[] {
	const canonical = canonicalStatus(status);
	return [canonical, ...Object.keys(SPELLINGS).filter((other) => SPELLINGS[other] === canonical)];
}
