import type { IDataObject } from 'n8n-workflow';
import type { WorkflowDefinition } from './types';

export type WorkflowNode = WorkflowDefinition['nodes'][number];

/** Name of the trigger that `chain` puts first. */
export const TRIGGER = 'Start';

/** A multiple of the canvas's grid. */
const SPACING = 224;

/** A workflow of nodes in a row behind a manual trigger that emits the given items. */
export function chain(
	name: string,
	items: IDataObject[],
	nodes: Array<Omit<WorkflowNode, 'position'>>,
): WorkflowDefinition {
	const start = { name: TRIGGER, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	const all = [start, ...nodes].map(
		(node, index): WorkflowNode => ({ ...node, position: [index * SPACING, 0] }),
	);
	const links = nodes.map((node, index) => [
		all[index]?.name ?? '',
		{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
	]);
	return {
		name,
		nodes: all,
		connections: Object.fromEntries(links),
		pinData: { [TRIGGER]: items.map((json) => ({ json })) },
	};
}
