import type { SavedWorkflow } from '../../host';
import { openWorkflow } from '../../host/screenshot';
import { picked } from '../../locator';
import { example, type Instance } from '../instance';
import { emulatorOf, type Take } from './camera';

const GATE = 'Wait for Decision';
const CANVAS = { width: 1500, height: 900 };

/** The example as it looks to a user who has chosen the agent that asks for approval. */
async function withRefundAgent(instance: Instance): Promise<SavedWorkflow> {
	const { name, nodes, connections } = example(instance, 'durable-approval-gate');
	const agentId = picked(emulatorOf(instance).ids.agents.refund, 'Refund Approver');
	const chosen = nodes.map((node) =>
		'agentId' in node.parameters ? { ...node, parameters: { ...node.parameters, agentId } } : node,
	);
	return await instance.client.createWorkflow({ name, nodes: chosen, connections });
}

/** The sleeping gate on the canvas. */
export const gate: Take = async (instance, { page, shoot }) => {
	const { id } = await withRefundAgent(instance);
	await page.setViewportSize(CANVAS);
	await openWorkflow(page, id, GATE);
	await shoot('screenshots/durable-gate');
};
