import { randomUUID } from 'node:crypto';
import type { IConnections, INodeParameters } from 'n8n-workflow';
import {
	type CredentialReference,
	jsonOf,
	type Execution,
	type N8nClient,
	poll,
	type SavedWorkflow,
	type WorkflowDefinition,
	type WorkflowNode,
} from '../../host';
import { byId } from '../../locator';

export const AGENT = 'Refund Agent';
export const GATE = 'Wait for Decision';
const BEHIND = 'Agent Behind Approved';

/** What the refund agent is asked. */
export interface Refund {
	order_id: string;
	amount: number;
}

export interface GateWorkflow {
	agentId: string;
	credentials: Record<string, CredentialReference>;
	parameters: INodeParameters;
	/** Other settings of the gate, such as `onError`. */
	settings?: Partial<WorkflowNode>;
	/** Whether the gate asks for itself, without an agent before it. */
	asks?: boolean;
	/** The agent that runs behind Approved, where there is one. */
	agentBehind?: string;
}

const STEP = 224;

/** What each output of the gate leads to; the fourth one is n8n's own for errors, where the user has it. */
const BRANCHES = ['Timed Out', 'Approved', 'Rejected', 'Failed'];

/** A branch that tells which run of the agent its item is about, or which order, by n8n's own pairing of items. */
function branch(name: string, y: number, asks = false): WorkflowNode {
	const value = asks
		? "={{ $('Each Refund').item.json.order_id }}"
		: `={{ $('${AGENT}').item.json.execution_id }}`;
	return {
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [STEP * 4, y],
		parameters: {
			mode: 'manual',
			includeOtherFields: true,
			assignments: { assignments: [{ id: 'run', name: 'run', type: 'string', value }] },
			options: {},
		},
	};
}

const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];

/** An agent that hears of the order that was approved. */
const behind = (agentId: string, credentials: GateWorkflow['credentials']): WorkflowNode => ({
	name: BEHIND,
	type: 'n8n-nodes-promptrails.promptRailsAgent',
	typeVersion: 1,
	position: [STEP * 5, 0],
	credentials,
	parameters: {
		resource: 'agent',
		operation: 'execute',
		agentId: byId(agentId),
		inputMode: 'json',
		input: "={{ { name: $('Each Refund').item.json.order_id, question: 'Refund it?' } }}",
	},
});

/** A webhook takes refunds, the agent pauses on each, and the gate waits for the decisions. */
export function gateWorkflow(name: string, wanted: GateWorkflow): WorkflowDefinition {
	const { agentId, agentBehind, credentials, parameters, settings, asks } = wanted;
	const input = '={{ { order_id: $json.order_id, amount: $json.amount } }}';
	const about: INodeParameters = asks
		? { operation: 'sendAndWait', agentId: byId(agentId), inputMode: 'json', input }
		: { operation: 'wait', approvalId: byId('={{ $json.approval.id }}') };
	const all: WorkflowNode[] = [
		{
			name: 'Refunds',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			position: [0, 0],
			webhookId: randomUUID(),
			parameters: { httpMethod: 'POST', path: name, responseMode: 'onReceived' },
		},
		{
			name: 'Each Refund',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [STEP, 0],
			parameters: { fieldToSplitOut: 'body.refunds' },
		},
		{
			name: AGENT,
			type: 'n8n-nodes-promptrails.promptRailsAgent',
			typeVersion: 1,
			position: [STEP * 2, 0],
			credentials,
			parameters: {
				resource: 'agent',
				operation: 'execute',
				agentId: byId(agentId),
				inputMode: 'json',
				input,
			},
		},
		{
			name: GATE,
			type: 'n8n-nodes-promptrails.promptRailsApproval',
			typeVersion: 1,
			position: [STEP * 3, 0],
			credentials,
			parameters: { ...about, ...parameters },
			...settings,
		},
		...BRANCHES.map((label, index) => branch(label, (index - 1) * STEP, asks)),
	];
	const nodes = all.filter(({ name: node }) => !asks || node !== AGENT);
	if (agentBehind) nodes.push(behind(agentBehind, credentials));
	const connections: IConnections = {
		Refunds: { main: [to('Each Refund')] },
		'Each Refund': { main: [to(asks ? GATE : AGENT)] },
		...(asks ? {} : { [AGENT]: { main: [to(GATE)] } }),
		[GATE]: { main: BRANCHES.map(to) },
		...(agentBehind ? { Approved: { main: [to(BEHIND)] } } : {}),
	};
	return { name, nodes, connections };
}

/** One execution of such a workflow. */
export class GateRun {
	private constructor(
		readonly name: string,
		private readonly workflow: SavedWorkflow,
	) {}

	/** Publishes a workflow and sends it refunds. */
	static async start(
		client: N8nClient,
		name: string,
		orders: string[],
		wanted: GateWorkflow,
	): Promise<GateRun> {
		const workflow = await client.createWorkflow(gateWorkflow(name, wanted));
		await client.publish(workflow);
		const refunds = orders.map((order_id, index): Refund => ({ order_id, amount: 10 + index }));
		const answer = await client.webhook(name, { refunds });
		expect(answer.status).toBe(200);
		return new GateRun(name, workflow);
	}

	/** All executions, the newest first. */
	async ids(client: N8nClient): Promise<string[]> {
		return await client.executionsOf(this.workflow);
	}

	/** The execution's id; there is one for as long as the workflow is. */
	async id(client: N8nClient): Promise<string> {
		const first = async () => {
			const ids = await this.ids(client);
			expect(ids.length).toBeLessThan(2);
			return ids[0];
		};
		return await poll(first, { what: `an execution of ${this.name}`, timeoutSeconds: 60 });
	}

	/** Waits until the execution has one of some states. */
	async reaches(client: N8nClient, states: string[], timeoutSeconds: number): Promise<Execution> {
		return await client.ended(await this.id(client), new Set(states), timeoutSeconds);
	}
}

/** The order that an approval is about. */
export const orderOf = ({ payload }: { payload: Record<string, unknown> }): string | undefined =>
	(payload.input as Partial<Refund> | undefined)?.order_id;

/** The branches that an execution took. */
export const branchesOf = (execution: Execution): string[] =>
	BRANCHES.filter((name) => execution.data.resultData.runData[name]);

/** The runs of the agent that the items of a branch are about. */
export const runsIn = (execution: Execution, branch: string): unknown[] =>
	jsonOf(execution, branch).map(({ run }) => run);
