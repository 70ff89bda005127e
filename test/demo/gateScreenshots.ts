/** Takes the pictures of the sleeping gate from a real n8n: `npx tsx test/demo/gateScreenshots.ts [folder]`. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { REPOSITORY, step, type SavedWorkflow } from '../host';
import { openWorkflow, photograph, photographPanel, withEditor } from '../host/screenshot';
import { example, startInstance, type Instance } from './instance';

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

async function main(): Promise<void> {
	const folder = process.argv[2] ?? join(REPOSITORY, 'docs', 'screenshots');
	const instance = await startInstance();
	try {
		const { id } = await withRefundAgent(instance);
		const take = async (page: Page) => {
			await openWorkflow(page, id, GATE);
			await photograph(page, join(folder, 'durable-gate.png'));
			await photographPanel(page, {
				workflowId: id,
				node: GATE,
				file: join(folder, 'approval-wait.png'),
				size: PANEL,
			});
		};
		await step('Photographing the gate', () => withEditor(instance.client, CANVAS, take));
	} finally {
		await instance.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
