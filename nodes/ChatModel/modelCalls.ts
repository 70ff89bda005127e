import { createHash } from 'node:crypto';

import { hinted } from '../shared/transport/errors/errors';

/** What came of one call of a model. */
interface Call<T> {
	isStarted: boolean;
	result?: T;
	error?: unknown;
}

const NOT_REPEATED =
	'A run was started for this message already, so it is not started a second time when n8n tries the node again.';

/**
 * The calls of a model in one run of the node that uses it. n8n's Retry On Fail repeats that node with all of its items: a
 * call that had started a run is not made again, and once one has failed, calls that succeeded are answered again.
 */
export class ModelCalls<T> {
	private readonly calls = new Map<string, Call<T>>();

	/**
	 * Makes a call, unless an earlier one that was the same settled it.
	 * @param work makes the call; it says when a run may have been started
	 * @throws what the work throws, or threw at the earlier call after it had started a run
	 */
	async run(input: unknown, work: (started: () => void) => Promise<T>): Promise<T> {
		const key = createHash('sha256').update(JSON.stringify(input)).digest('hex');
		const earlier = this.calls.get(key);
		if (earlier?.error && earlier.isStarted) throw hinted(earlier.error, NOT_REPEATED);
		if (earlier?.result !== undefined && this.hasFailed) return earlier.result;
		const call: Call<T> = { isStarted: false };
		this.calls.set(key, call);
		const started = (): void => {
			call.isStarted = true;
		};
		const result = await work(started).catch((error: unknown) => {
			call.error = error;
			throw error;
		});
		call.result = result;
		return result;
	}

	private get hasFailed(): boolean {
		return [...this.calls.values()].some(({ error }) => error !== undefined);
	}
}

/** By the object that n8n makes for one run of the node that uses the model, and hands to each of its tries. */
const callsByRun = new WeakMap<object, ModelCalls<unknown>>();

/** The calls in one run of the node that uses the model; none at its first try. */
export function callsOf<T>(run: object): ModelCalls<T> {
	const calls = (callsByRun.get(run) ?? new ModelCalls<T>()) as ModelCalls<T>;
	callsByRun.set(run, calls);
	return calls;
}
