import { setTimeout as sleep } from 'node:timers/promises';

export interface PollOptions {
	/** What is waited for, named in the error. */
	what: string;
	timeoutSeconds: number;
	everyMs?: number;
}

/** Asks again and again until the answer is not undefined. */
export async function poll<T>(ask: () => Promise<T | undefined>, options: PollOptions): Promise<T> {
	const deadline = Date.now() + options.timeoutSeconds * 1000;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > deadline) throw new Error(`Gave up after ${options.timeoutSeconds} s: ${options.what}`);
		await sleep(options.everyMs ?? 200);
	}
}
