import type { IDataObject, INodeParameters, IWorkflowSettings } from 'n8n-workflow';

import type { CredentialReference, Unplaced, WorkflowDefinition, WorkflowNode } from '../../host';
import { byId } from '../../locator';
import { chain, TRIGGER } from './workflows';

export const GATE = 'Gate';
const LOOP = 'Loop Over Items';

/** The two gates, and where their items leave. */
export const GATES = {
	approval: {
		title: 'Approval: Wait for Decision',
		type: 'promptRailsApproval',
		about: (id: string): INodeParameters => ({ approvalId: byId(id) }),
		outputs: ['Timed Out', 'Approved', 'Rejected'],
	},
	execution: {
		title: 'Execution: Wait',
		type: 'promptRailsExecution',
		about: (id: string): INodeParameters => ({ resource: 'execution', executionId: byId(id) }),
		outputs: ['Timed Out', 'Finished', 'Paused', 'Failed'],
	},
} as const;

export type GateName = keyof typeof GATES;
export type Mode = 'hold' | 'sleep';

/** A setting or a way to run: a row of the table. */
export interface GateCase {
	row: string;
	node?: Partial<WorkflowNode>;
	workflow?: IWorkflowSettings;
	parameters?: INodeParameters;
	/** How many items come in; one unless given. */
	items?: number;
	change?: (workflow: WorkflowDefinition) => WorkflowDefinition;
	/** Whether *Execute step* runs the gate, and not the workflow. */
	step?: boolean;
	/** Whether nobody settles what the gate waits for. */
	staysOpen?: boolean;
	/** Whether the execution is stopped while it waits. */
	stopped?: boolean;
}

const to = (node: string, index = 0) => [{ node, type: 'main' as const, index }];

/** The gate inside of n8n's loop, one item at a time; every output leads back to the loop. */
function inLoop(workflow: WorkflowDefinition): WorkflowDefinition {
	const loop: WorkflowNode = {
		name: LOOP,
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		position: [112, 0],
		parameters: { options: {} },
	};
	const branches =
		Object.keys(workflow.connections).length > 0 ? (workflow.connections[GATE]?.main ?? []) : [];
	const back = branches.flatMap((branch) => (branch ?? []).map(({ node }) => [node, { main: [to(LOOP)] }]));
	return {
		...workflow,
		nodes: [...workflow.nodes, loop],
		connections: {
			...workflow.connections,
			[TRIGGER]: { main: [to(LOOP)] },
			[LOOP]: { main: [[], to(GATE)] },
			...(Object.fromEntries(back) as WorkflowDefinition['connections']),
		},
	};
}

const pinned = (workflow: WorkflowDefinition): WorkflowDefinition => ({
	...workflow,
	pinData: { ...workflow.pinData, [GATE]: [{ json: { pinned: true } }] },
});

/** As older versions of the node needed it. */
const ledBack = (workflow: WorkflowDefinition): WorkflowDefinition => {
	const [, ...others] = workflow.connections[GATE]?.main ?? [];
	return { ...workflow, connections: { ...workflow.connections, [GATE]: { main: [to(GATE), ...others] } } };
};

export const CASES: GateCase[] = [
	{ row: 'None' },
	{ row: 'Two items', items: 2 },
	{ row: 'Always Output Data', node: { alwaysOutputData: true } },
	{ row: 'Execute Once, two items', node: { executeOnce: true }, items: 2 },
	{ row: 'Retry On Fail', node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 } },
	{ row: 'On Error: Continue', node: { onError: 'continueRegularOutput' } },
	{ row: 'On Error: Continue (using error output)', node: { onError: 'continueErrorOutput' } },
	{
		row: 'Time up',
		staysOpen: true,
		parameters: { holdLimit: 0.01, sleepLimit: 0.001 },
	},
	{
		row: 'Time up, When Time Is Up: Fail, Retry On Fail',
		staysOpen: true,
		node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 },
		parameters: { holdLimit: 0.01, sleepLimit: 0.001, whenTimeIsUp: 'fail' },
	},
	{
		row: 'Time up, When Time Is Up: Fail, error output',
		staysOpen: true,
		node: { onError: 'continueErrorOutput' },
		parameters: { holdLimit: 0.01, sleepLimit: 0.001, whenTimeIsUp: 'fail' },
	},
	{ row: 'Deactivated', node: { disabled: true } },
	{ row: 'Pinned data', change: pinned },
	{ row: 'First output leads back to the gate', change: ledBack },
	{ row: 'Loop Over Items, two items', items: 2, change: inLoop },
	{ row: 'Execution order v0 (legacy)', workflow: { executionOrder: 'v0' } },
	{ row: 'Workflow timeout of 10 minutes', workflow: { executionTimeout: 600 } },
	{ row: 'Execute step', step: true },
	{ row: 'Stopped while it waits', stopped: true, staysOpen: true },
];

interface Wanted {
	gate: GateName;
	mode: Mode;
	ids: string[];
	credentials: Record<string, CredentialReference>;
}

/** A trigger, the gate, and a node behind each of its outputs. */
export function caseWorkflow(one: GateCase, { gate, mode, ids, credentials }: Wanted): WorkflowDefinition {
	const { type, about, outputs } = GATES[gate];
	const node: Unplaced = {
		name: GATE,
		type: `n8n-nodes-promptrails.${type}`,
		typeVersion: 1,
		credentials,
		parameters: {
			operation: 'wait',
			...about('={{ $json.id }}'),
			waitMode: mode,
			holdInterval: 1,
			holdLimit: 5,
			sleepInterval: 0.02,
			sleepLimit: 1,
			...one.parameters,
		},
		...one.node,
	};
	const items = ids.map((id): IDataObject => ({ id }));
	const base = chain(`${one.row}, ${gate}, ${mode}`, items, [node]);
	const labels = [...outputs, 'Error'];
	const branches = labels.map(
		(name, index): WorkflowNode => ({
			name,
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [448, index * 112],
			parameters: {},
		}),
	);
	const workflow: WorkflowDefinition = {
		...base,
		nodes: [...base.nodes, ...branches],
		connections: { ...base.connections, [GATE]: { main: labels.map((label) => to(label)) } },
		settings: { executionOrder: 'v1', ...one.workflow },
	};
	return one.change?.(workflow) ?? workflow;
}
