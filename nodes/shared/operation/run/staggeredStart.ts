import { sleep } from 'n8n-workflow';

/** A turn takes a millisecond: one start in each would let no more than a thousand items through in a second. */
const STARTS_A_TURN = 4;

/**
 * Starts tasks a few at a time, a turn of the event loop apart. Without it, items whose answers come together go on in step:
 * none of their next requests leaves before all are prepared, so that their answers come together again.
 */
export class StaggeredStart {
	private last: Promise<unknown> = Promise.resolve();
	private starts = 0;

	/** Starts the task when those a turn before have had it to send their requests, and resolves as the task does. */
	async run(task: () => Promise<void>): Promise<void> {
		const started = this.last.then(() => ({ task: task() }));
		this.starts += 1;
		this.last = this.starts % STARTS_A_TURN === 0 ? started.then(() => sleep(0)) : started;
		await (
			await started
		).task;
	}
}
