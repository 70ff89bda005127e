import './environment';

import { WebhookContext } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type IWebhookData,
	Workflow,
} from 'n8n-workflow';

import { additionalData } from './additionalData';
import { linesOf, refuseLeaks } from './leaks';
import { loadPackage } from './nodeTypes';
import { NODE_NAME, type NodeResult } from './runNode';

/** Calls the address of a node that sleeps, as n8n does; says what it answers, and whether it wakes. */
export async function callAddress(
	{ run }: Pick<NodeResult, 'run'>,
	credential: ICredentialDataDecryptedObject,
): Promise<IDataObject> {
	const loaded = await loadPackage();
	const entry = run.data.executionData?.nodeExecutionStack.find(({ node }) => node.name === NODE_NAME);
	const node: INode = {
		...(entry?.node as INode),
		id: 'node',
		type: 'n8n-nodes-promptrails.promptRailsApproval',
	};
	const { nodeTypes } = loaded;
	const workflow = new Workflow({ id: 'harness', active: false, nodeTypes, nodes: [node], connections: {} });
	const data = {
		...additionalData(loaded, credential),
		httpRequest: { body: {}, headers: {}, query: {} },
	} as unknown as ReturnType<typeof additionalData>;
	const webhookData = { node: NODE_NAME, path: 'node' } as IWebhookData;
	const context = new WebhookContext(workflow, node, data, 'webhook', webhookData, [], run.data);
	const type = nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	if (!type.webhook) throw new Error('The node takes no calls');
	const { webhookResponse, workflowData } = await type.webhook.call(context);
	refuseLeaks(
		'What came of a call',
		{ webhookResponse, workflowData, log: linesOf(context.logger) },
		{ credential, parameters: node.parameters },
	);
	return { ...(webhookResponse as IDataObject), wakes: workflowData !== undefined };
}
