import { type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import type { NodeOperations } from '../operation/model/types';

/**
 * The outputs of a node: one, or, where some of the operations are gates, an expression that depends on the operation.
 * @returns for example `={{ ({"wait": [...]})[$parameter.operation] ?? [...] }}`
 */
export function nodeOutputs({ resources }: NodeOperations): INodeTypeDescription['outputs'] {
	const gates = resources.flatMap(({ operations }) =>
		operations.flatMap((operation) =>
			'gate' in operation ? [[operation.value, labelled(operation.gate.outputs)]] : [],
		),
	);
	if (gates.length === 0) return [NodeConnectionTypes.Main];
	const byOperation = JSON.stringify(Object.fromEntries(gates));
	return `={{ (${byOperation})[$parameter["operation"]] ?? [{"type": "main"}] }}`;
}

function labelled(labels: string[]): object[] {
	return labels.map((displayName) => ({ type: 'main', displayName }));
}
