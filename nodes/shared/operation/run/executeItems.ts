import type { EngineResponse, IExecuteFunctions, INodeExecutionData, NodeOutput } from 'n8n-workflow';

import type { ClientSettings } from '../../transport/client';
import { cancelSignal, isTool } from '../../transport/host';
import { Concurrency, MOST_AT_ONCE } from '../../transport/http/concurrency';
import { ItemClients } from './itemClients';
import { ItemContext } from './itemContext';
import { ItemFields } from './itemFields';
import { type ItemResult, runItems } from './itemLoop';
import { errorOfRun } from './nodeError';
import { runOperation } from './runOperation';
import { SharedParameters } from './sharedParameters';
import { type Tries, triesOf } from './tries';
import type { BranchingOperation, NodeOperations, Operation } from '../model/types';

const MOST_HINTS = 5;

const PACED =
	'PromptRails asked to slow down (429), so some requests were sent later. Nothing was lost. If this happens often, lower Max Parallel Items in the options of the node.';

/**
 * Runs a node over all of its input items: the `execute` of every action node.
 * @param response what n8n hands to `execute` beside the items
 * @returns one list of items for each output, each in the order of the input; or a request to n8n's engine
 * @throws NodeApiError or NodeOperationError that says which item it is about
 */
export async function executeItems(
	host: IExecuteFunctions,
	node: NodeOperations,
	response?: EngineResponse,
): Promise<NodeOutput> {
	const operation = operationOf(host, node);
	const tries = triesOf<ItemResult>(host);
	if (!host.continueOnFail()) tries.refuseIfHopeless(host);
	try {
		if ('outputs' in operation) {
			return await operation.runNode(host, () => Promise.resolve(prepare(host, operation, tries)), response);
		}
		return tries.answer(await runAll(host, operation, tries));
	} catch (error) {
		if (!host.continueOnFail() || cancelSignal(host)?.aborted) throw errorOfRun(host, error);
		return tries.answer(await allFailed(host, operation, tries, error));
	}
}

async function runAll(
	host: IExecuteFunctions,
	operation: Exclude<Operation, BranchingOperation>,
	tries: Tries<ItemResult>,
): Promise<INodeExecutionData[][]> {
	const hints = new Set<string>();
	const { concurrency, itemAt, parameters } = prepare(host, operation, tries, hints);
	const outcomes = await runItems(host, {
		work: (index) =>
			tries.run(index, async () => ({
				output: 0,
				result: await runOperation(await itemAt(index), operation),
			})),
		concurrency,
		orderKey: (index) => orderKey(operation, () => new ItemFields(host, index, operation.fields, parameters)),
		errorOutput: 0,
	});
	showHints(host, hints);
	return [outcomes.flatMap(({ items }) => items)];
}

function prepare(
	host: IExecuteFunctions,
	operation: Operation,
	tries: Tries<ItemResult>,
	hints?: Set<string>,
) {
	const concurrency = new Concurrency(itemsInFlight(host));
	const onPaced = (): unknown => hints?.add(PACED);
	const clients = new ItemClients(host, { ...clientSettings(host), concurrency, onPaced });
	const parameters = new SharedParameters(host.getNode().parameters);
	return {
		concurrency,
		parameters,
		itemAt: async (index: number): Promise<ItemContext> => {
			const client = (await clients.of(index)).watched(() => tries.started(index));
			return new ItemContext(host, client, operation, parameters, index, hints);
		},
	};
}

/**
 * Fails every item for what none of them can do without, such as the credential. Were it thrown, n8n would let the input
 * go on by the first output: as if all had gone well.
 */
async function allFailed(
	host: IExecuteFunctions,
	operation: Operation,
	tries: Tries<ItemResult>,
	error: unknown,
): Promise<INodeExecutionData[][]> {
	// As a tool, a node has one output, whatever its operation.
	const outputs = 'outputs' in operation && !isTool(host) ? operation.outputs.length : 1;
	const outcomes = await runItems(host, {
		work: (index) => tries.run(index, () => Promise.reject(error)),
		concurrency: new Concurrency(1),
		errorOutput: outputs - 1,
	});
	return Array.from({ length: outputs }, (_none, output) =>
		outcomes.filter((outcome) => outcome.output === output).flatMap(({ items }) => items),
	);
}

/** Shows what items had to say beside their results, as far as people read it. */
function showHints(host: IExecuteFunctions, hints: Set<string>): void {
	// A tool has no pane for them, and in older n8n no way to show them.
	if (isTool(host)) return;
	const shown = [...hints].slice(0, MOST_HINTS);
	if (shown.length > 0)
		host.addExecutionHints(...shown.map((message) => ({ message, location: 'outputPane' as const })));
}

function clientSettings(host: IExecuteFunctions): Partial<ClientSettings> {
	const seconds = settingOfAll(host, 'retryBudget');
	return Number.isFinite(seconds) && seconds >= 0 ? { retryBudgetMs: seconds * 1000 } : {};
}

/** How many items the user wants at once; undefined without the option. */
function itemsInFlight(host: IExecuteFunctions): number | undefined {
	const wanted = Math.floor(settingOfAll(host, 'itemsInFlight'));
	return Number.isFinite(wanted) ? Math.min(Math.max(wanted, 1), MOST_AT_ONCE) : undefined;
}

/** A number that the first item's Options set for all items; NaN when they do not. */
function settingOfAll(host: IExecuteFunctions, name: string): number {
	try {
		return Number(host.getNodeParameter(`options.${name}`, 0, NaN) ?? NaN);
	} catch {
		// What cannot be evaluated is refused when the item runs.
		return NaN;
	}
}

/** The operation of the node; it is the same for all items, because its dropdowns take no expressions. */
function operationOf(host: IExecuteFunctions, { resources }: NodeOperations): Operation {
	const resourceName = host.getNodeParameter('resource', 0, null) as string | null;
	const operationName = host.getNodeParameter('operation', 0) as string;
	const resource = resources.find(({ value }) => value === null || value === resourceName);
	const operation = resource?.operations.find(({ value }) => value === operationName);
	if (!operation) throw new Error(`The operation '${resourceName}: ${operationName}' does not exist`);
	return operation;
}

function orderKey(operation: Operation, fields: () => ItemFields): string | undefined {
	try {
		return operation.orderKey?.(fields());
	} catch {
		// What fails here fails again when the item runs, and is reported there.
		return undefined;
	}
}
