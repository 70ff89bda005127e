import type { IDataObject } from 'n8n-workflow';
import type { WorkflowDefinition } from './types';

export type WorkflowNode = WorkflowDefinition['nodes'][number];
/** A node before it is known where on the canvas it stands. */
export type Unplaced = Omit<WorkflowNode, 'position'>;

/** Name of the trigger that `chain` puts first. */
export const TRIGGER = 'Start';

/** A multiple of the canvas's grid. */
const SPACING = 224;

/** A workflow of nodes in a row, each connected to the next one. */
export function row(name: string, nodes: Unplaced[]): WorkflowDefinition {
	const links = nodes
		.slice(1)
		.map((node, index) => [
			nodes[index]?.name ?? '',
			{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
		]);
	return {
		name,
		nodes: nodes.map((node, index): WorkflowNode => ({ ...node, position: [index * SPACING, 0] })),
		connections: Object.fromEntries(links),
	};
}

/** A workflow of nodes in a row behind a manual trigger that emits the given items. */
export function chain(name: string, items: IDataObject[], nodes: Unplaced[]): WorkflowDefinition {
	const start = { name: TRIGGER, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
	return { ...row(name, [start, ...nodes]), pinData: { [TRIGGER]: items.map((json) => ({ json })) } };
}
