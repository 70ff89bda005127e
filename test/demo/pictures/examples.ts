import { openWorkflow, zoomToFit } from '../../host/screenshot';
import { example } from '../instance';
import type { Take } from './camera';

const CANVAS = { width: 1500, height: 800 };

/** What the README shows or names. */
const SHOWN = [
	'support-triage',
	'agents-as-tools',
	'agent-with-promptrails-memory',
	'promptrails-model-in-a-chain',
	'streaming-chat',
	'review-ai-agent-tools',
	'evaluate-agent',
	'trace-ai-agent',
];

/** What n8n puts over the canvas, and in front of nodes. */
const BUTTONS = '[data-test-id="execute-workflow-button"], [data-test-id="workflow-chat-button"]';

/** Examples as they look on the canvas right after they were imported. */
export const examples: Take = async (instance, { page, shootLight }) => {
	await page.setViewportSize(CANVAS);
	for (const name of SHOWN) {
		const { id, nodes } = example(instance, name);
		const [first] = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		await openWorkflow(page, id, first?.name ?? '');
		await page.addStyleTag({ content: `${BUTTONS} { visibility: hidden }` });
		await zoomToFit(page);
		await shootLight(`screenshots/examples/${name}`, '[data-test-id="canvas-wrapper"]');
	}
};
