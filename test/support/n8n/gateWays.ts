/** The ways to run the workflow of a gate that need another workflow. */
import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import type { SavedWorkflow, Unplaced, WorkflowDefinition, WorkflowNode } from '../../host';
import { chain, TRIGGER } from './workflows';

const withTrigger = (workflow: WorkflowDefinition, trigger: Partial<WorkflowNode>): WorkflowDefinition => ({
	...workflow,
	pinData: {},
	nodes: workflow.nodes.map((node) => (node.name === TRIGGER ? { ...node, ...trigger } : node)),
});

/** The workflow as one that others call. */
export const called = (workflow: WorkflowDefinition): WorkflowDefinition =>
	withTrigger(workflow, {
		type: 'n8n-nodes-base.executeWorkflowTrigger',
		typeVersion: 1.1,
		parameters: { inputSource: 'passthrough' },
	});

/** The name of the node that calls another workflow. */
export const CALLER = 'Call';

/** A workflow that calls another one with some items, and waits for it. */
export function caller({ id, name }: SavedWorkflow, items: IDataObject[]): WorkflowDefinition {
	const workflowId = { __rl: true, mode: 'id', value: id };
	return chain(`caller of ${name}`, items, [
		{
			name: CALLER,
			type: 'n8n-nodes-base.executeWorkflow',
			typeVersion: 1.2,
			parameters: { workflowId, options: {} },
		},
	]);
}

/** The workflow as one that a webhook starts. @returns it, and the path of the webhook */
export function hooked(workflow: WorkflowDefinition): { workflow: WorkflowDefinition; path: string } {
	const path = randomUUID();
	const hook: Partial<WorkflowNode> = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
	};
	return { workflow: withTrigger(workflow, hook), path };
}

/** The workflow with branches that call an address for each of their items: with their name at its end. */
export const telling = (workflow: WorkflowDefinition, address: string): WorkflowDefinition => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.type === 'n8n-nodes-base.noOp'
			? {
					...node,
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: { url: `${address}/${encodeURIComponent(node.name)}`, options: {} },
					onError: 'continueRegularOutput',
				}
			: node,
	),
});

/** The workflow with a node at its end that calls an address for each item of another node. */
export const tellingAfter = (
	workflow: WorkflowDefinition,
	node: string,
	address: string,
): WorkflowDefinition => ({
	...workflow,
	nodes: [
		...workflow.nodes,
		{
			name: 'Tell',
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			position: [600, 0],
			parameters: { url: `=${address}`, options: {} },
			onError: 'continueRegularOutput',
		},
	],
	connections: { ...workflow.connections, [node]: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] } },
});

/** A tool of an AI Agent that calls a workflow. */
export const callingTool = ({ id }: SavedWorkflow): Unplaced => ({
	name: 'Call',
	type: '@n8n/n8n-nodes-langchain.toolWorkflow',
	typeVersion: 2.2,
	parameters: {
		description: 'Waits until it is settled',
		workflowId: { __rl: true, mode: 'id', value: id },
		workflowInputs: {
			mappingMode: 'defineBelow',
			value: { id: "={{ $fromAI('id', 'What to wait for', 'string') }}" },
			matchingColumns: [],
			schema: [{ id: 'id', displayName: 'id', type: 'string', display: true, required: false }],
		},
	},
});

/** The workflow with its trigger alone. */
export const emptied = ({
	nodes,
}: WorkflowDefinition): Pick<WorkflowDefinition, 'connections' | 'nodes'> => ({
	nodes: nodes.filter(({ name }) => name === TRIGGER),
	connections: {},
});
