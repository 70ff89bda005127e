import { sleep } from 'n8n-workflow';

/**
 * Starts tasks one by one, a turn of the event loop apart. Without it, items whose answers come together go on in step:
 * none of their next requests leaves before all are prepared, so that their answers come together again.
 */
export class StaggeredStart {
	private last: Promise<unknown> = Promise.resolve();

	/** Starts the task when the one before has had its turn to send a request, and resolves as the task does. */
	async run(task: () => Promise<void>): Promise<void> {
		const started = this.last.then(() => ({ task: task() }));
		this.last = started.then(() => sleep(0));
		await (
			await started
		).task;
	}
}
