import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { PromptRailsClient } from '../transport/client';
import { CancelledError } from '../transport/timing';
import { pLimit } from '../transport/vendor';
import { DEFAULT_ITEMS_IN_FLIGHT, MOST_ITEMS_IN_FLIGHT } from './commonFields';
import { ItemContext } from './itemContext';
import { KeyedQueue } from './keyedQueue';
import { errorJson, toNodeError } from './nodeError';
import { runOperation } from './runOperation';
import type { NodeOperations, Operation, OperationResult } from './types';

/**
 * Runs a node over all of its input items, several at a time, and returns the output in the order of the input.
 * A failed item becomes an error item when the user lets the node continue; otherwise no further item starts, those
 * in flight are awaited, and the first failure is thrown.
 * @throws NodeApiError or NodeOperationError that says which item it is about
 */
export async function executeItems(
	host: IExecuteFunctions,
	node: NodeOperations,
): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	const batch = (host.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
	const client = await createClient(host, batch);
	const outputs: INodeExecutionData[][] = items.map(() => []);
	const limit = pLimit(itemsInFlight(batch));
	const queue = new KeyedQueue();
	const itemAt = (index: number): ItemContext =>
		new ItemContext(host, client, operationOf(host, node, index), index);
	const stop: { by?: { index: number; error: unknown } } = {};
	const runItem = async (index: number): Promise<void> => {
		if (stop.by) return;
		try {
			outputs[index] = toItems(await runOperation(itemAt(index)), index);
		} catch (error) {
			if (host.continueOnFail() && !(error instanceof CancelledError))
				outputs[index] = [errorItem(error, index)];
			else stop.by ??= { index, error };
		}
	};
	await Promise.all(
		items.map((_item, index) => queue.run(orderKey(itemAt, index), () => limit(runItem, index))),
	);
	if (stop.by) throw toNodeError(host.getNode(), stop.by.error, stop.by.index);
	return [outputs.flat()];
}

async function createClient(host: IExecuteFunctions, batch: IDataObject): Promise<PromptRailsClient> {
	const seconds = Number(batch.retryBudget ?? NaN);
	const settings = Number.isFinite(seconds) && seconds >= 0 ? { retryBudgetMs: seconds * 1000 } : {};
	try {
		return await PromptRailsClient.create(host, settings);
	} catch (error) {
		throw toNodeError(host.getNode(), error);
	}
}

function itemsInFlight(batch: IDataObject): number {
	const wanted = Math.floor(Number(batch.itemsInFlight ?? DEFAULT_ITEMS_IN_FLIGHT));
	return Number.isFinite(wanted)
		? Math.min(Math.max(wanted, 1), MOST_ITEMS_IN_FLIGHT)
		: DEFAULT_ITEMS_IN_FLIGHT;
}

function operationOf(host: IExecuteFunctions, { resources }: NodeOperations, index: number): Operation {
	const resourceName = host.getNodeParameter('resource', index, null) as string | null;
	const operationName = host.getNodeParameter('operation', index) as string;
	const resource = resources.find(({ value }) => value === resourceName);
	const operation = resource?.operations.find(({ value }) => value === operationName);
	if (!operation) throw new Error(`The operation '${resourceName}: ${operationName}' does not exist`);
	return operation;
}

function orderKey(itemAt: (index: number) => ItemContext, index: number): string | undefined {
	try {
		const item = itemAt(index);
		return item.operation.orderKey?.(item);
	} catch {
		// What fails here fails again when the item runs, and is reported there.
		return undefined;
	}
}

function toItems(result: OperationResult, index: number): INodeExecutionData[] {
	const rows = Array.isArray(result) ? result : [result];
	return rows.map((json) => ({ json, pairedItem: { item: index } }));
}

/**
 * An item for the error output. It has `json.error` alone and no `error`: n8n routes by either (field notes, 2b), but
 * replaces the whole JSON of an item that has `error` with its message, and the type to branch on would be lost.
 */
function errorItem(error: unknown, index: number): INodeExecutionData {
	return { json: { error: errorJson(error) }, pairedItem: { item: index } };
}
