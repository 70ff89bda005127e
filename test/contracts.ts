import { operations as agent } from '../nodes/Agent/operations';
import { operations as approval } from '../nodes/Approval/operations';
import { operations as chat } from '../nodes/Chat/operations';
import { operations as execution } from '../nodes/Execution/operations';
import { operations as memory } from '../nodes/Memory/operations';
import { operations as prompt } from '../nodes/Prompt/operations';
import { operations as score } from '../nodes/Score/operations';
import { operations as workspace } from '../nodes/Workspace/operations';
import type { NodeOperations } from '../nodes/shared/operation/model/types';
import publicNames from './contract.json';

/** One operation by its public names, and the request that it is declared with. */
export interface ContractOperation {
	node: string;
	resource: string | null;
	operation: string;
	/** The generation of the API that brought it. */
	generation: 1 | 2;
	method: string;
	path: string;
}

/** What each node declares, by the node's name. */
export const declared: Record<string, NodeOperations> = {
	promptRailsAgent: agent,
	promptRailsApproval: approval,
	promptRailsChat: chat,
	promptRailsExecution: execution,
	promptRailsMemory: memory,
	promptRailsPrompt: prompt,
	promptRailsScore: score,
	promptRailsWorkspace: workspace,
};

function operationOf(node: string, resource: string | null, operation: string): ContractOperation {
	const found = declared[node]?.resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
	if (!found) throw new Error(`No node declares ${nameOf({ node, resource, operation })}`);
	const { method, path, since = 1 } = found.request;
	return { node, resource, operation, generation: since, method, path };
}

/** Everything that the nodes offer: the names of contract.json, with the requests of the declarations. */
export const allOperations: ContractOperation[] = Object.entries(publicNames.operations).flatMap(
	([node, resources]) =>
		Array.isArray(resources)
			? resources.map((operation) => operationOf(node, null, operation))
			: Object.entries(resources as Record<string, string[]>).flatMap(([resource, operations]) =>
					operations.map((operation) => operationOf(node, resource, operation)),
				),
);

const since = (generation: 1 | 2): ContractOperation[] =>
	allOperations.filter((one) => one.generation === generation);

/** What the nodes offer, by the generation of the API that brought it. */
export const contracts: Record<1 | 2, ContractOperation[]> = { 1: since(1), 2: since(2) };

/** What an operation is called in the name of a test: node, resource and operation. */
export function nameOf({
	node,
	resource,
	operation,
}: Pick<ContractOperation, 'node' | 'resource' | 'operation'>): string {
	return [node, resource, operation].filter(Boolean).join(' ');
}
