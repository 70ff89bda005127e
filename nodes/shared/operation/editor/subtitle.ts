import type { NodeOperations } from '../model/types';

/**
 * What the canvas shows below the name of a node: its operation, and its resource where it has several, in the words of
 * the panel instead of their values.
 * @returns an expression. Its table is flat, because n8n ends an expression at two closing braces.
 */
export function operationSubtitle({ resources }: NodeOperations): string {
	const names = resources.flatMap(({ name: resource, value, operations }) =>
		operations.map((operation) =>
			value === null
				? [operation.value, operation.name]
				: [`${value}:${operation.value}`, `${operation.name}: ${resource}`],
		),
	);
	const hasResources = resources.some(({ value }) => value !== null);
	const key = `${hasResources ? '$parameter["resource"] + ":" + ' : ''}$parameter["operation"]`;
	return `={{ (${JSON.stringify(Object.fromEntries(names))})[${key}] }}`;
}
