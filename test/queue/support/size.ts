/** How much the tests do. */
export interface Size {
	executions: number;
	itemsEach: number;
	gates: number;
	/** Approvals that the event trigger must tell of. */
	events: number;
	/** Calls of the webhook trigger. */
	calls: number;
	/** Environment of every n8n. */
	env: Record<string, string>;
}

const FULL: Size = { executions: 20, itemsEach: 25, gates: 50, events: 150, calls: 40, env: {} };

/** For a machine that checks every change: n8n takes a worker for dead sooner than it does by default. */
const SHORT: Size = {
	executions: 10,
	itemsEach: 6,
	gates: 8,
	events: 20,
	calls: 10,
	env: {
		QUEUE_WORKER_LOCK_DURATION: '20000',
		QUEUE_WORKER_LOCK_RENEW_TIME: '3000',
		QUEUE_WORKER_STALLED_INTERVAL: '5000',
	},
};

/** The variable that asks for the short form. */
export const SHORT_FORM = 'PROMPTRAILS_QUEUE_SHORT';

/** How much to do this time. */
export const size = (): Size => (process.env[SHORT_FORM] === '1' ? SHORT : FULL);
