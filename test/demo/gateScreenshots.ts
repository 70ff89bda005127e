import type { Page } from 'playwright-core';
import type { SavedWorkflow } from '../host';
import { openWorkflow, photograph, photographPanel } from '../host/screenshot';
import { example, type Instance } from './instance';

const GATE = 'Wait for Decision';
const CANVAS = { width: 1500, height: 900 };
const PANEL = { width: 1440, height: 980 };

/** The example as it looks to a user who has chosen the agent that asks for approval. */
async function withRefundAgent(instance: Instance): Promise<SavedWorkflow> {
	const { emulator } = instance.server;
	if (!emulator) throw new Error('The pictures show what the emulator has: unset PROMPTRAILS_API_KEY');
	const { name, nodes, connections } = example(instance, 'durable-approval-gate');
	const agentId = {
		__rl: true,
		mode: 'list',
		value: emulator.ids.agents.refund,
		cachedResultName: 'Refund Approver',
	};
	const chosen = nodes.map((node) =>
		'agentId' in node.parameters ? { ...node, parameters: { ...node.parameters, agentId } } : node,
	);
	return await instance.client.createWorkflow({ name, nodes: chosen, connections });
}

/** Takes the pictures of the sleeping gate: on the canvas, and its panel. */
export async function photographGate(
	instance: Instance,
	page: Page,
	file: (name: string) => string,
): Promise<void> {
	const { id: workflowId } = await withRefundAgent(instance);
	await page.setViewportSize(CANVAS);
	await openWorkflow(page, workflowId, GATE);
	await photograph(page, file('screenshots/durable-gate'));
	await photographPanel(page, {
		workflowId,
		node: GATE,
		file: file('screenshots/approval-wait'),
		size: PANEL,
	});
}
