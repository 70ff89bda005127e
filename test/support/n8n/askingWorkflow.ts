import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import {
	type CredentialReference,
	type Execution,
	jsonOf,
	type WorkflowDefinition,
	type WorkflowNode,
} from '../../host';
import { byId } from '../../locator';

const ASKER = 'Ask and Wait';
/** The outputs of the node, and what they lead to. */
const DECISIONS = { 'Timed Out': 'pending', Approved: 'approved', Rejected: 'rejected' };
export type End = keyof typeof DECISIONS;
const ENDS = Object.keys(DECISIONS) as End[];
/** In minutes. */
const A_DAY = 24 * 60;

const set = (name: string, row: number): WorkflowNode => ({
	name,
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	position: [600, row * 200],
	parameters: {
		mode: 'manual',
		includeOtherFields: true,
		assignments: {
			assignments: [
				{ id: 'order', name: 'order', type: 'string', value: "={{ $('Orders').item.json.body.order }}" },
			],
		},
		options: {},
	},
});

/** A webhook takes an order, and Ask and Wait asks about it: it sleeps, and looks once a day unless the parameters say otherwise. */
export function askingWorkflow(
	path: string,
	agentId: string,
	credentials: Record<string, CredentialReference>,
	parameters: INodeParameters,
): WorkflowDefinition {
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	return {
		name: path,
		nodes: [
			{
				name: 'Orders',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
			},
			{
				id: randomUUID(),
				name: ASKER,
				type: 'n8n-nodes-promptrails.promptRailsApproval',
				typeVersion: 1,
				position: [300, 0],
				credentials,
				parameters: {
					operation: 'sendAndWait',
					agentId: byId(agentId),
					inputMode: 'json',
					input: '={{ { order_id: $json.body.order, amount: 10 } }}',
					waitMode: 'sleep',
					// Nobody is awake by chance.
					sleepInterval: A_DAY,
					sleepLimit: 100,
					...parameters,
				},
			},
			...ENDS.map(set),
		],
		connections: { Orders: { main: [to(ASKER)] }, [ASKER]: { main: ENDS.map(to) } },
	};
}

/** Expects that an execution went on once, by one output, with the item that it began with. */
export function expectEnd(execution: Execution, order: string, end: End): void {
	const { runData } = execution.data.resultData;
	expect({ order, status: execution.status, runs: ENDS.map((name) => runData[name]?.length ?? 0) }).toEqual({
		order,
		status: 'success',
		runs: ENDS.map((name) => (name === end ? 1 : 0)),
	});
	expect(jsonOf(execution, end)).toEqual([expect.objectContaining({ order, decision: DECISIONS[end] })]);
}
