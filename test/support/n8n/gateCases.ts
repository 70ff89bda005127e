import type { IDataObject, INodeParameters, IWorkflowSettings } from 'n8n-workflow';

import type { CredentialReference, Unplaced, WorkflowDefinition, WorkflowNode } from '../../host';
import { byId } from '../../locator';
import { chain, TRIGGER } from './workflows';

export const GATE = 'Gate';
/** A node on a branch beside the gate. */
export const BESIDE = 'Beside';
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

/** Names a cell of the tables. */
export const cellKey = (row: string, gate: GateName, mode: Mode, asTool = false): string =>
	[row, gate, mode, ...(asTool ? ['tool'] : [])].join('|');

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
	/** Whether *Execute step* runs the gate as a tool by itself, with arguments that the user gives; not in the table of nodes. */
	toolStep?: boolean;
	/** Whether the chat model fails once the tool has answered, and the execution is retried; not in the table of nodes. */
	modelFails?: boolean;
	/** Whether the model calls the gate twice in one turn, for one item; not in the table of nodes. */
	twoCalls?: boolean;
	/** Whether the gate is removed from the saved workflow while it waits. */
	isRemoved?: boolean;
	/** Whether an AI Agent of another workflow calls the one with the gate; not in the table of tools. */
	isAgentCalled?: boolean;
	/** Whether nobody settles what the gate waits for. */
	staysOpen?: boolean;
	/** Whether the execution is stopped while it waits. */
	stopped?: boolean;
	/** Whether another workflow calls the one with the gate. */
	isCalled?: boolean;
	/** Whether it runs from the gate on, with what the trigger gave before. */
	isPartial?: boolean;
	/** Whether the execution failed before, and is retried from the list of executions once the gate is settled. */
	isRetried?: boolean;
	/** Whether n8n keeps no execution, so that a branch must say itself that it ran. */
	isUnsaved?: boolean;
	/** Whether n8n has limits of its own: one production execution at a time, and ten minutes for each of all workflows. */
	isLimited?: boolean;
	/** Whether it runs as published, by its webhook. */
	isProduction?: boolean;
	/** Whether it is tried with the gate as a tool, too. */
	asTool?: boolean;
}

const UP = { holdLimit: 0.01, sleepLimit: 0.001 };
const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 100 };

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

/** A branch beside the gate; the trigger leads to the lower one first, so that only the canvas can put the upper one first. */
const beside =
	(where: 'above' | 'below') =>
	(workflow: WorkflowDefinition): WorkflowDefinition => ({
		...workflow,
		nodes: [
			...workflow.nodes,
			{
				name: BESIDE,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [224, where === 'above' ? -224 : 224],
				parameters: {},
			},
		],
		connections: {
			...workflow.connections,
			[TRIGGER]: { main: [where === 'above' ? [...to(GATE), ...to(BESIDE)] : [...to(BESIDE), ...to(GATE)]] },
		},
	});

/** As older versions of the node needed it. */
const ledBack = (workflow: WorkflowDefinition): WorkflowDefinition => {
	const [, ...others] = workflow.connections[GATE]?.main ?? [];
	return { ...workflow, connections: { ...workflow.connections, [GATE]: { main: [to(GATE), ...others] } } };
};

export const CASES: GateCase[] = [
	{ row: 'None', asTool: true },
	{ row: 'Two items', items: 2 },
	{ row: 'Always Output Data', node: { alwaysOutputData: true }, asTool: true },
	{ row: 'Execute Once, two items', node: { executeOnce: true }, items: 2, asTool: true },
	{ row: 'Retry On Fail', node: RETRY, asTool: true },
	{ row: 'On Error: Continue', node: { onError: 'continueRegularOutput' }, asTool: true },
	{ row: 'On Error: Continue (using error output)', node: { onError: 'continueErrorOutput' } },
	{ row: 'Time up', staysOpen: true, parameters: UP, asTool: true },
	{
		row: 'Time up, When Time Is Up: Fail, Retry On Fail',
		staysOpen: true,
		node: RETRY,
		parameters: { ...UP, whenTimeIsUp: 'fail' },
		asTool: true,
	},
	{
		row: 'Time up, When Time Is Up: Fail, error output',
		staysOpen: true,
		node: { onError: 'continueErrorOutput' },
		parameters: { ...UP, whenTimeIsUp: 'fail' },
	},
	{ row: 'Deactivated', node: { disabled: true } },
	{ row: 'Pinned data', change: pinned },
	{ row: 'First output leads back to the gate', change: ledBack },
	{ row: 'Loop Over Items, two items', items: 2, change: inLoop },
	{ row: 'A branch above the gate', change: beside('above') },
	{ row: 'A branch below the gate', change: beside('below') },
	{ row: 'Execution order v0 (legacy)', workflow: { executionOrder: 'v0' }, asTool: true },
	{ row: 'Workflow timeout of 10 minutes', workflow: { executionTimeout: 600 }, asTool: true },
	{ row: 'Timeout of 10 minutes for all workflows', isLimited: true },
	{ row: 'Execute step', step: true, asTool: true },
	{ row: 'Execute step of the tool', toolStep: true, asTool: true },
	{ row: 'Two calls at a time', items: 2, twoCalls: true, asTool: true },
	{ row: 'Partial run, from the gate on', isPartial: true, asTool: true },
	{ row: 'Called by another workflow', isCalled: true, asTool: true },
	{
		row: 'Retried from the list of executions, after the time was up',
		isRetried: true,
		staysOpen: true,
		parameters: { ...UP, whenTimeIsUp: 'fail' },
	},
	{ row: 'Retried from the list of executions, after the model failed', modelFails: true, asTool: true },
	{
		row: 'Executions are not saved',
		isUnsaved: true,
		asTool: true,
		workflow: {
			saveManualExecutions: false,
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveExecutionProgress: false,
		},
	},
	{
		row: 'One production execution at a time',
		isLimited: true,
		isProduction: true,
		asTool: true,
		workflow: { executionTimeout: -1 },
	},
	{ row: 'Called by an AI Agent of another workflow (Call n8n Workflow Tool)', isAgentCalled: true },
	{ row: 'Removed from the saved workflow while it waits', isRemoved: true, asTool: true },
	{ row: 'Stopped while it waits', stopped: true, staysOpen: true, asTool: true },
];

interface Wanted {
	gate: GateName;
	mode: Mode;
	credentials: Record<string, CredentialReference>;
}

/** The gate of a case, about something. */
export function gateNode(one: GateCase, { gate, mode, credentials }: Wanted, id: string): Unplaced {
	const { type, about } = GATES[gate];
	return {
		name: GATE,
		type: `n8n-nodes-promptrails.${type}`,
		typeVersion: 1,
		credentials,
		parameters: {
			operation: 'wait',
			...about(id),
			waitMode: mode,
			holdInterval: 1,
			// Below the timeout of ten minutes that some cases have: all cells start before the first is settled.
			holdLimit: 9,
			sleepInterval: 0.02,
			sleepLimit: 1,
			...one.parameters,
		},
		...one.node,
	};
}

/** A trigger that gives IDs, the gate, and a node behind each of its outputs. */
export function caseWorkflow(one: GateCase, wanted: Wanted, ids: string[]): WorkflowDefinition {
	// Behind a webhook, what was sent is in the body.
	const node = gateNode(one, wanted, '={{ $json.body?.id ?? $json.id }}');
	const items = ids.map((id): IDataObject => ({ id }));
	const base = chain(`${one.row}, ${wanted.gate}, ${wanted.mode}`, items, [node]);
	const labels = [...GATES[wanted.gate].outputs, 'Error'];
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

/** Whether a case is one of a gate as a tool alone. */
export const isForTools = ({ modelFails, toolStep, twoCalls }: GateCase): boolean =>
	[modelFails, toolStep, twoCalls].includes(true);
