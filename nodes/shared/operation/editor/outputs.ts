import { type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import type { BranchingOperation, NodeOperations } from '../model/types';

/**
 * The outputs of a node: one, or, where some of the operations have outputs of their own, an expression that depends on
 * the operation.
 * @returns for example `={{ ({"wait": [...]})[$parameter.operation] ?? [...] }}`
 */
export function nodeOutputs(node: NodeOperations): INodeTypeDescription['outputs'] {
	const branching = branchingOperations(node);
	if (branching.length === 0) return [NodeConnectionTypes.Main];
	return `={{ ${ofOperation(branching, ({ outputs }) => labelled(outputs))} ?? [{"type": "main"}] }}`;
}

/** How often the operation checks while it sleeps, by its field Check Every (Minutes): see `pauseAfter`. */
const CHECKS_AGAIN = `(${JSON.stringify({
	0: 'Checks again after 1, 2, 5 and 15 minutes, then every 60 minutes.',
	1: 'Checks again every minute.',
})}[$parameter["sleepInterval"] || 0] ?? "Checks again every " + $parameter["sleepInterval"] + " minutes.")`;

/** What the canvas shows while the execution sleeps in one of the node's operations. */
export function waitingTooltip(node: NodeOperations): Pick<INodeTypeDescription, 'waitingNodeTooltip'> {
	const branching = branchingOperations(node);
	if (branching.length === 0) return {};
	const texts = ofOperation(branching, ({ waitingText }) => waitingText);
	return { waitingNodeTooltip: `={{ ${texts} + " " + ${CHECKS_AGAIN} }}` };
}

function branchingOperations({ resources }: NodeOperations): BranchingOperation[] {
	return resources.flatMap(({ operations }) =>
		operations.filter((operation): operation is BranchingOperation => 'outputs' in operation),
	);
}

/** An expression that gives a value by the operation that is selected. */
function ofOperation(operations: BranchingOperation[], of: (one: BranchingOperation) => unknown): string {
	const byOperation = Object.fromEntries(operations.map((operation) => [operation.value, of(operation)]));
	return `(${JSON.stringify(byOperation)})[$parameter["operation"]]`;
}

function labelled(labels: string[]): object[] {
	return labels.map((displayName) => ({ type: 'main', displayName }));
}
