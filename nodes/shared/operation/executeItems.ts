import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { runGate } from '../gate/runGate';
import { PromptRailsClient } from '../transport/client';
import { pLimit } from '../transport/vendor';
import { DEFAULT_ITEMS_IN_FLIGHT, MOST_ITEMS_IN_FLIGHT } from './commonFields';
import { ItemContext } from './itemContext';
import { runItems } from './itemLoop';
import { toNodeError } from './nodeError';
import { runOperation } from './runOperation';
import type { NodeOperations, Operation } from './types';

/**
 * Runs a node over all of its input items: the `execute` of every action node.
 * @returns one list of items for each output, each in the order of the input
 * @throws NodeApiError or NodeOperationError that says which item it is about
 */
export async function executeItems(
	host: IExecuteFunctions,
	node: NodeOperations,
): Promise<INodeExecutionData[][]> {
	const batch = (host.getNodeParameter('options', 0, {}) ?? {}) as IDataObject;
	const client = await createClient(host, batch);
	const limit = pLimit(itemsInFlight(batch));
	const operation = operationOf(host, node);
	const { parameters } = host.getNode();
	const itemAt = (index: number): ItemContext => new ItemContext(host, client, operation, parameters, index);
	if ('gate' in operation) return await runGate(host, operation.gate, limit, itemAt);
	const outcomes = await runItems(host, {
		work: async (index) => ({ output: 0, result: await runOperation(itemAt(index), operation) }),
		limit,
		orderKey: (index) => orderKey(itemAt(index)),
		errorOutput: 0,
	});
	return [outcomes.flatMap(({ items }) => items)];
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

/** The operation of the node; it is the same for all items, because its dropdowns take no expressions. */
function operationOf(host: IExecuteFunctions, { resources }: NodeOperations): Operation {
	const resourceName = host.getNodeParameter('resource', 0, null) as string | null;
	const operationName = host.getNodeParameter('operation', 0) as string;
	const resource = resources.find(({ value }) => value === resourceName);
	const operation = resource?.operations.find(({ value }) => value === operationName);
	if (!operation) throw new Error(`The operation '${resourceName}: ${operationName}' does not exist`);
	return operation;
}

function orderKey(item: ItemContext): string | undefined {
	try {
		return item.operation.orderKey?.(item);
	} catch {
		// What fails here fails again when the item runs, and is reported there.
		return undefined;
	}
}
