import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import type { CredentialReference, WorkflowDefinition, WorkflowNode } from '../../host';
import { byId } from '../../locator';

const ASKER = 'Ask and Wait';
/** The outputs of the node, and what they lead to. */
export const ENDS = ['Timed Out', 'Approved', 'Rejected'];
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
