import type { INodeTypeDescription } from 'n8n-workflow';

import type { NodeOperations } from '../operation/types';

/**
 * The outputs of a node some of whose operations are gates: an expression, because they depend on the operation.
 * @returns for example `={{ {"wait": [...]}[$parameter.operation] ?? [...] }}`
 */
export function gateOutputs({ resources }: NodeOperations): INodeTypeDescription['outputs'] {
	const gates = resources.flatMap(({ operations }) =>
		operations.flatMap((operation) =>
			'gate' in operation ? [[operation.value, labelled(operation.gate.outputs)]] : [],
		),
	);
	const byOperation = JSON.stringify(Object.fromEntries(gates));
	return `={{ (${byOperation})[$parameter["operation"]] ?? [{"type": "main"}] }}`;
}

function labelled(labels: string[]): object[] {
	return labels.map((displayName) => ({ type: 'main', displayName }));
}
