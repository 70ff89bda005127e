import type { INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import { chain, type CredentialReference, type WorkflowDefinition, type WorkflowNode } from '../../host';
import { byId } from '../../locator';

/** What the emulator starts from. */
export type Ids = Emulator['ids'];

/** One operation on its way through a workflow. */
export interface Step {
	/** Name of the node on the canvas, by which later steps refer to it. */
	name: string;
	/** The node without what all their names begin with: `Agent`. */
	node: string;
	/** Absent for nodes without a resource dropdown. */
	resource?: string;
	operation: string;
	parameters: INodeParameters;
	/** Other settings of the node, such as `executeOnce`. */
	settings?: Partial<WorkflowNode>;
	/** The JSON of the items that must come out; asymmetric matchers allowed. */
	items: unknown[];
}

/** What a user would do with one of our nodes, one operation after the other. */
export interface NodeWorkflow {
	/** The node that it is about. */
	about: string;
	does: string;
	steps: Step[];
}

/** A value that an earlier step gave out, in the words of n8n. */
export const from = (step: string, field: string): string => `={{ $('${step}').first().json.${field} }}`;

/** The same as the ID of a resource locator. */
export const idFrom = (step: string, field = 'id'): INodeParameters => byId(from(step, field));

/** The workflow as n8n saves it: the steps in a row. */
export function toWorkflow(
	{ about, does, steps }: NodeWorkflow,
	credentials: Record<string, CredentialReference>,
): WorkflowDefinition {
	const nodes = steps.map(({ name, node, resource, operation, parameters, settings }) => ({
		name,
		type: `n8n-nodes-promptrails.promptRails${node}`,
		typeVersion: 1,
		credentials,
		parameters: { ...(resource === undefined ? {} : { resource }), operation, ...parameters },
		...settings,
	}));
	return chain(`${about}: ${does}`, [{}], nodes);
}
