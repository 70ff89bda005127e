import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Concurrency } from '../../transport/http/concurrency';
import { CancelledError } from '../../transport/http/timing';
import { KeyedQueue } from './keyedQueue';
import { errorJson, errorOfRun, toldToVisitors } from './nodeError';
import { StaggeredStart } from './staggeredStart';
import { OutputItem, type OperationResult } from '../model/types';

/** What came of one item. */
export interface ItemOutcome {
	/** Index of the output by which the item's results leave. */
	output: number;
	items: INodeExecutionData[];
}

/** What an item gives, and the output by which it leaves. */
export interface ItemResult {
	output: number;
	result: OperationResult;
}

/** How to run the items of one node execution. */
export interface ItemRun {
	/** Works on one item. */
	work: (index: number) => Promise<ItemResult>;
	/** Lets only so many items run at a time. */
	concurrency: Concurrency;
	/** Items of the same key run one after another. */
	orderKey?: (index: number) => string | undefined;
	/** The output by which failed items leave when the user lets the node continue. */
	errorOutput: number;
}

/**
 * Works on all input items, several at a time. A failed item becomes an error item when the user lets the node
 * continue; otherwise no further item starts, those in flight are awaited, and the first failure is thrown.
 * @returns one outcome an item, in the order of the input
 * @throws NodeApiError or NodeOperationError that says which item it is about
 */
export async function runItems(host: IExecuteFunctions, run: ItemRun): Promise<ItemOutcome[]> {
	const outcomes: ItemOutcome[] = [];
	const queue = new KeyedQueue();
	const stop: { by?: { index: number; error: unknown } } = {};
	const staggeredStart = new StaggeredStart();
	const readable = errorReadable(host);
	const runItem = async (index: number): Promise<void> => {
		if (stop.by) return;
		const startedAt = Date.now();
		try {
			const { output, result } = await run.work(index);
			run.concurrency.onSuccess(Date.now() - startedAt);
			outcomes[index] = { output, items: toItems(result, index).map(readable) };
		} catch (error) {
			if (host.continueOnFail() && !(error instanceof CancelledError)) {
				outcomes[index] = { output: run.errorOutput, items: [errorItem(host, error, index)] };
			} else stop.by ??= { index, error };
		}
	};
	const startItem = async (index: number): Promise<void> => {
		if (!stop.by) await staggeredStart.run(() => runItem(index));
	};
	await Promise.all(
		host
			.getInputData()
			.map((_item, index) =>
				queue.run(run.orderKey?.(index), () => run.concurrency.run(() => startItem(index))),
			),
	);
	if (stop.by) throw errorOfRun(host, stop.by.error, stop.by.index);
	return outcomes;
}

function toItems(result: OperationResult, index: number): INodeExecutionData[] {
	const pairedItem = { item: index };
	const rows = Array.isArray(result) ? result : [result];
	return rows.map((row) =>
		row instanceof OutputItem ? { json: row.json, pairedItem, ...row.rest } : { json: row, pairedItem },
	);
}

/**
 * Renames a field `error` where the settings of the node make n8n take it for a failure of the node: it would run the
 * node again, or send the item out by the error output. The name depends on the settings alone, not on what is in it.
 */
function errorReadable(host: IExecuteFunctions): (item: INodeExecutionData) => INodeExecutionData {
	const { retryOnFail, onError } = host.getNode();
	if (retryOnFail !== true && onError !== 'continueErrorOutput') return (item) => item;
	return (item) => {
		if (!Object.hasOwn(item.json, 'error')) return item;
		const { error, ...rest } = item.json;
		return { ...item, json: { ...rest, [freeName('reported_error', rest)]: error } };
	};
}

const freeName = (name: string, taken: object): string =>
	Object.hasOwn(taken, name) ? freeName(`${name}_`, taken) : name;

/**
 * An item for the error output. It has no `error` beside its JSON: n8n routes by either (docs/platform.md, N4), but replaces
 * the whole JSON of an item that has `error` with its message, and the type to branch on would be lost. Beside `json.error`
 * n8n lets it have nothing but a `message`, which n8n's chat shows in place of the whole item with its IDs.
 */
function errorItem(host: IExecuteFunctions, error: unknown, index: number): INodeExecutionData {
	const message = hasMessage(host, index) ? {} : { message: toldToVisitors(error) };
	return { json: { error: errorJson(error), ...message }, pairedItem: { item: index } };
}

/** Whether n8n puts a message of the input into the item: it adds the input to what leaves by the error output. */
function hasMessage(host: IExecuteFunctions, index: number): boolean {
	return (
		host.getNode().onError === 'continueErrorOutput' &&
		Object.hasOwn(host.getInputData()[index].json, 'message')
	);
}
