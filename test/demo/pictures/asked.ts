import { poll } from '../../host';
import { openWorkflow, zoomToFit } from '../../host/screenshot';
import { picked } from '../../locator';
import { example, type Instance } from '../instance';
import { emulatorOf, type Take } from './camera';

const CANVAS = { width: 1500, height: 800 };
const ASK = 'Ask and Wait';
const LAST = 'Refund Done';
/** n8n looks once a minute for executions whose sleep is over. */
const WAKES_WITHIN_MS = 180_000;
/** In minutes: the shortest sleep there is, so that the picture is taken soon. */
const SHORT_SLEEP = 0.02;

/** The example with the agent that pauses, as a user sets it up. */
async function withRefundAgent(instance: Instance): Promise<string> {
	const { name, nodes, connections } = example(instance, 'ask-and-wait-for-days');
	const agentId = picked(emulatorOf(instance).ids.agents.refund, 'Refund Approver');
	const input = {
		mappingMode: 'defineBelow',
		value: { order_id: '={{ $json.order_id }}', amount: '={{ $json.amount }}' },
	};
	const changed = { agentId, inputFields: input, sleepInterval: SHORT_SLEEP };
	const chosen = nodes.map((node) =>
		node.name === ASK ? { ...node, parameters: { ...node.parameters, ...changed } } : node,
	);
	return (await instance.client.createWorkflow({ name, nodes: chosen, connections })).id;
}

/** An approval flow that ran: somebody said yes, and the wires that the item took are green. */
export const asked: Take = async (instance, { page, shoot }) => {
	const { store, decide } = emulatorOf(instance);
	const pending = () => store.approvals.where(({ status }) => status === 'pending').map(({ id }) => id);
	const before = pending();
	const id = await withRefundAgent(instance);
	await page.setViewportSize(CANVAS);
	await openWorkflow(page, id, ASK);
	await page.locator('[data-test-id="execute-workflow-button"]').first().click();
	const approval = await poll(() => Promise.resolve(pending().filter((one) => !before.includes(one))[0]), {
		what: 'an approval',
		timeoutSeconds: 60,
	});
	decide(approval, 'approved', 'Amount checked against the invoice');
	await page
		.locator(`[data-test-id="canvas-node"][data-node-name="${LAST}"]`)
		.locator('[data-test-id="canvas-node-status-success"]')
		.waitFor({ timeout: WAKES_WITHIN_MS });
	await page.addStyleTag({
		content:
			'[data-test-id="execute-workflow-button"], .el-notification, [data-test-id="clear-execution-data-button"]' +
			' { visibility: hidden }',
	});
	await zoomToFit(page);
	await shoot('screenshots/examples/ask-and-wait-for-days', '[data-test-id="canvas-wrapper"]');
};
