import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { hinted } from '../../transport/errors/errors';
import { isTool } from '../../transport/host';
import { errorOfRun } from './nodeError';

/** What came of an item at the tries so far. */
interface ItemTry<T> {
	/** Whether something was sent for it that must not be sent twice. */
	isStarted: boolean;
	result?: { value: T };
	failure?: { error: unknown };
}

const NOT_REPEATED =
	'Something was started for this item already, so Retry On Fail does not start it a second time.';

/**
 * What a node remembers from one try of n8n's Retry On Fail to the next. n8n repeats the whole node with all of its
 * items, whichever failed: a further try hands out again what succeeded, and repeats only what certainly did not run.
 */
export class Tries<T> {
	private readonly items: Array<ItemTry<T> | undefined> = [];
	private readonly outputs: INodeExecutionData[][] = [];

	/** Notes that something was sent for an item that must not be sent twice. */
	started(index: number): void {
		this.item(index).isStarted = true;
	}

	/**
	 * Works on an item, unless an earlier try settled it.
	 * @throws what the work throws, or threw at an earlier try after it had started something
	 */
	async run(index: number, work: () => Promise<T>): Promise<T> {
		const item = this.item(index);
		if (item.result) return item.result.value;
		if (item.failure && item.isStarted) throw hinted(item.failure.error, NOT_REPEATED);
		const value = await work().catch((error: unknown) => {
			item.failure = { error };
			throw error;
		});
		item.result = { value };
		return value;
	}

	/**
	 * Ends a further try that cannot succeed before it starts anything.
	 * @throws NodeApiError or NodeOperationError of the first item that failed after it had started something
	 */
	refuseIfHopeless(host: IExecuteFunctions): void {
		const index = this.items.findIndex((item) => item?.isStarted && item.failure);
		const failure = this.items[index]?.failure;
		if (failure) throw errorOfRun(host, hinted(failure.error, NOT_REPEATED), index);
	}

	/**
	 * What the node returns, in the same arrays at each try: n8n 1.85 repeats a node whose first item failed, but goes on
	 * with what the first try returned.
	 */
	answer(outputs: INodeExecutionData[][]): INodeExecutionData[][] {
		this.outputs.length = outputs.length;
		outputs.forEach((items, index) => {
			const kept = (this.outputs[index] ??= []);
			kept.length = 0;
			for (const item of items) kept.push(item);
		});
		return this.outputs;
	}

	private item(index: number): ItemTry<T> {
		return (this.items[index] ??= { isStarted: false });
	}
}

/** By the object that n8n makes for one run of a node, and hands to each of its tries. */
const triesByRun = new WeakMap<object, Tries<unknown>>();

/**
 * The memory of this run of the node; an empty one at its first try. A later run in the same execution, such as the next
 * round of a loop or the next call of a tool, has one of its own.
 */
export function triesOf<T>(host: IExecuteFunctions): Tries<T> {
	if (host.getNode().retryOnFail !== true) return new Tries<T>();
	// All calls of a tool share the run of the agent that makes them, but each has its own arguments.
	const run = isTool(host) ? host.getInputData()[0]?.json : host.getExecuteData();
	const tries = (triesByRun.get(run) ?? new Tries<T>()) as Tries<T>;
	triesByRun.set(run, tries);
	return tries;
}
