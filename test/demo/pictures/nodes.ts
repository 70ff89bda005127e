import { openPanel, runOpenNode } from '../../host/screenshot';
import { example } from '../instance';
import { emulatorOf, type Take } from './camera';
import { nameOf, PANEL, panels, panelWorkflow } from './panels';
import { triggerPanels, triggerWorkflow } from './triggerPanels';

const EXECUTE = { width: 1440, height: 1220 };

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

/** The panels of the nodes that are connected to n8n's AI Agent. */
export const subNodes: Take = async (instance, { page, shoot }) => {
	await page.setViewportSize(PANEL);
	await openPanel(page, example(instance, 'agent-with-promptrails-memory').id, 'Conversation Memory');
	await shoot('screenshots/chat-memory');
	await openPanel(page, example(instance, 'promptrails-model-in-a-chain').id, 'PromptRails Model');
	await shoot('screenshots/chat-model');
};
