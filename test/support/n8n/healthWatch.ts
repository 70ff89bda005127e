import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 250;
/** An n8n that is kept busy for ever does not answer in this time; one on a busy machine does. */
const ANSWERS_WITHIN_MS = 30_000;

/** Asks an n8n again and again whether it is there. */
export class HealthWatch {
	private readonly ended = new AbortController();
	private readonly wrong: string[] = [];
	private answers = 0;
	private readonly watching: Promise<void>;

	/** @param url of n8n, which is up */
	constructor(private readonly url: string) {
		this.watching = this.watch();
	}

	private async watch(): Promise<void> {
		while (!this.ended.signal.aborted) {
			const signal = AbortSignal.timeout(ANSWERS_WITHIN_MS);
			const answer = await fetch(`${this.url}/healthz`, { headers: { connection: 'close' }, signal }).then(
				({ status }) => (status === 200 ? undefined : `status ${status}`),
				(error: unknown) => String(error),
			);
			if (answer) this.wrong.push(answer);
			else this.answers += 1;
			await sleep(EVERY_MS, undefined, { ref: false });
		}
	}

	/** Stops asking. */
	async stop(): Promise<void> {
		this.ended.abort();
		await this.watching;
	}

	/** Stops asking. @throws when n8n did not answer every time */
	async end(): Promise<void> {
		await this.stop();
		expect({ wrong: this.wrong, hasAnswered: this.answers > 0 }).toEqual({ wrong: [], hasAnswered: true });
	}
}
