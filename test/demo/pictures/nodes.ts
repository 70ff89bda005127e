import { openActions, openPanel, openWorkflow, runOpenNode, searchNodes } from '../../host/screenshot';
import { example } from '../instance';
import { emulatorOf, type Take } from './camera';
import { nameOf, PANEL, panels, panelWorkflow } from './panels';
import { triggerPanels, triggerWorkflow } from './triggerPanels';

const EXECUTE = { width: 1440, height: 1220 };
const CANVAS = { width: 1900, height: 700 };
const FOUND = { width: 1200, height: 1010 };
/** Ends between two groups of actions. */
const ACTIONS = { width: 1200, height: 1340 };
const CREATOR_LIST = '[data-test-id="node-creator"]';

/** The README's first picture: an agent run with the fields of its input schema. */
export const agentExecute: Take = async (instance, { page, shoot }) => {
	await page.setViewportSize(EXECUTE);
	await openPanel(page, example(instance, 'run-agent-over-items').id, 'PromptRails Agent');
	await runOpenNode(page);
	await shoot('agent-execute');
};

/** Every action node's panel, run. */
export const everyNode: Take = async (instance, { page, shoot }) => {
	for (const panel of panels(emulatorOf(instance))) {
		const workflow = await instance.client.createWorkflow(panelWorkflow([panel], instance.credential));
		await page.setViewportSize(panel.size ?? PANEL);
		await openPanel(page, workflow.id, nameOf(panel));
		await runOpenNode(page);
		await shoot(`screenshots/${panel.node.toLowerCase()}`);
	}
};

/** The panels of both triggers. */
export const triggers: Take = async (instance, { page, shoot }) => {
	await page.setViewportSize(PANEL);
	for (const panel of triggerPanels(emulatorOf(instance))) {
		const workflow = await instance.client.createWorkflow(triggerWorkflow(panel, instance.credential));
		await openPanel(page, workflow.id, panel.name);
		await shoot(`screenshots/${panel.picture}`);
	}
};

/** All nodes on the canvas, what the list of nodes finds, and the actions of one node. */
export const overview: Take = async (instance, { page, shoot, shootLight }) => {
	const shown = panels(emulatorOf(instance));
	const { id } = await instance.client.createWorkflow(panelWorkflow(shown, instance.credential));
	await page.setViewportSize(CANVAS);
	await openWorkflow(page, id, 'PromptRails Agent');
	await shoot('screenshots/canvas');
	await page.setViewportSize(FOUND);
	await searchNodes(page, 'promptrails', 'PromptRails Agent');
	await shoot('screenshots/node-creator', CREATOR_LIST);
	await page.setViewportSize(ACTIONS);
	await openActions(page, 'PromptRails Agent', 'Execute agent');
	// n8n changes the icon of the head only when it opens this list anew.
	await shootLight('screenshots/agent-actions', CREATOR_LIST);
};
