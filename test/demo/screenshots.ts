/** Takes the pictures of docs/ from a real n8n: `npx tsx test/demo/screenshots.ts [folder [which]]`. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { REPOSITORY, step } from '../host';
import {
	openActions,
	openWorkflow,
	photograph,
	photographPanel,
	runOpenNode,
	searchNodes,
	withEditor,
} from '../host/screenshot';
import { photographExamples } from './exampleScreenshots';
import { photographGate } from './gateScreenshots';
import { example, startInstance, type Instance } from './instance';
import { nameOf, panels, panelWorkflow } from './panels';
import { photographChat } from './streamingScreenshot';
import { triggerPanels, triggerWorkflow } from './triggerPanels';

const PANEL = { width: 1440, height: 980 };
const EXECUTE = { width: 1440, height: 1220 };
const FOUND = { width: 1200, height: 1010 };
const ACTIONS = { width: 1200, height: 1240 };
const CREATOR_LIST = '[data-test-id="node-creator"]';

type Take = (page: Page, file: (name: string) => string) => Promise<void>;

/** Issue 2's picture: an agent run with the fields of its input schema. */
const agentExecute =
	(instance: Instance): Take =>
	async (page, file) => {
		const workflowId = example(instance, 'run-agent-over-items').id;
		const shot = { workflowId, node: 'PromptRails Agent', size: EXECUTE, prepare: runOpenNode };
		await photographPanel(page, { ...shot, file: file('agent-execute') });
	};

/** Every node's panel, run. */
const everyPanel =
	({ client, credential, server }: Instance): Take =>
	async (page, file) => {
		if (!server.emulator) throw new Error('The panels show what the emulator has: unset PROMPTRAILS_API_KEY');
		for (const panel of panels(server.emulator)) {
			const { id: workflowId } = await client.createWorkflow(panelWorkflow([panel], credential));
			const shot = { workflowId, node: nameOf(panel), size: panel.size ?? PANEL, prepare: runOpenNode };
			await photographPanel(page, { ...shot, file: file(`screenshots/${panel.node.toLowerCase()}`) });
		}
	};

/** The panels of both triggers. */
const triggers =
	({ client, credential, server }: Instance): Take =>
	async (page, file) => {
		for (const panel of server.emulator ? triggerPanels(server.emulator) : []) {
			const { id: workflowId } = await client.createWorkflow(triggerWorkflow(panel, credential));
			const shot = { workflowId, node: panel.name, size: PANEL };
			await photographPanel(page, { ...shot, file: file(`screenshots/${panel.picture}`) });
		}
	};

/** What the list of nodes finds, the actions of one node, and all nodes on the canvas. */
const overview =
	({ client, credential, server }: Instance): Take =>
	async (page, file) => {
		const shown = server.emulator ? panels(server.emulator) : [];
		const { id } = await client.createWorkflow(panelWorkflow(shown, credential));
		await page.setViewportSize({ width: 1900, height: 700 });
		await openWorkflow(page, id, 'PromptRails Agent');
		await photograph(page, file('screenshots/canvas'));
		await page.setViewportSize(FOUND);
		await searchNodes(page, 'promptrails', 'PromptRails Agent');
		await photograph(page, file('screenshots/node-creator'), CREATOR_LIST);
		await page.setViewportSize(ACTIONS);
		await openActions(page, 'PromptRails Agent', 'Execute agent');
		await photograph(page, file('screenshots/agent-actions'), CREATOR_LIST);
	};

/** Pictures that have a file of their own. */
const apart =
	(take: (instance: Instance, ...shot: Parameters<Take>) => Promise<void>) =>
	(instance: Instance): Take =>
	(page, file) =>
		take(instance, page, file);

async function main(): Promise<void> {
	const [folder = join(REPOSITORY, 'docs'), only] = process.argv
		.slice(2)
		.filter((word) => !word.startsWith('--'));
	const file = (name: string) => join(folder, `${name}.png`);
	const instance = await startInstance();
	try {
		const all = {
			agentExecute,
			everyPanel,
			triggers,
			overview,
			gate: apart(photographGate),
			examples: apart(photographExamples),
			streamingChat: apart(photographChat),
		};
		const takes = only ? { [only]: all[only as keyof typeof all] } : all;
		for (const [name, take] of Object.entries(takes)) {
			await step(`Photographing ${name}`, () =>
				withEditor(instance.client, PANEL, (page) => take(instance)(page, file)),
			);
		}
		if (process.argv.includes('--dark')) {
			await withEditor(
				instance.client,
				PANEL,
				(page) => overview(instance)(page, (name) => file(`${name}-dark`)),
				'dark',
			);
		}
	} finally {
		await instance.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
