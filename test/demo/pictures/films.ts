import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { chain } from '../../host';
import { openPanel } from '../../host/screenshot';
import { picked } from '../../locator';
import type { Take } from './camera';
import { Film, showMouse } from './film';

const SIZE = { width: 1200, height: 760 };
const NODE = 'PromptRails Agent';
const CUSTOMER = { name: 'Ada', question: 'Where is my order A-1042?' };
/** For the movements of the editor itself. */
const SETTLED_MS = 700;

const byTestId = (within: Page | Locator, id: string): Locator => within.locator(`[data-test-id="${id}"]`);

/** Moves the mouse to the middle of something, with one picture on its way. */
async function moveTo(page: Page, film: Film, target: Locator): Promise<{ x: number; y: number }> {
	const { x = 0, y = 0, width = 0, height = 0 } = (await target.boundingBox()) ?? {};
	const middle = { x: x + width / 2, y: y + height / 2 };
	await page.mouse.move(middle.x, middle.y, { steps: 6 });
	await film.shot(300);
	return middle;
}

/** The first minute in ten seconds: an agent is picked, its fields appear, a value is dragged, the answer comes. */
export const agentFilm: Take = async (instance, { page, folder }) => {
	const workflow = chain(
		'Ask an agent',
		[CUSTOMER],
		[
			{
				name: NODE,
				type: 'n8n-nodes-promptrails.promptRailsAgent',
				typeVersion: 1,
				credentials: { promptRailsApi: instance.credential },
				parameters: { resource: 'agent', operation: 'execute', agentId: picked('', '') },
			},
		],
	);
	const { id } = await instance.client.createWorkflow(workflow);
	await page.setViewportSize(SIZE);
	await openPanel(page, id, NODE);
	// What n8n says about mapped data and about the run would cover the answer.
	await page.addStyleTag({ content: '.el-notification { display: none !important; }' });
	await showMouse(page);
	const film = new Film(page);
	await page.waitForTimeout(SETTLED_MS);
	await film.shot(700);

	const list = byTestId(byTestId(page, 'resource-locator-agentId'), 'rlc-input');
	await moveTo(page, film, list);
	await list.click();
	const agent = byTestId(page, 'rlc-item').filter({ hasText: 'Support Agent' }).first();
	await agent.waitFor();
	await page.waitForTimeout(SETTLED_MS);
	await film.shot(600);
	await moveTo(page, film, agent);
	await agent.click();
	const question = byTestId(page, 'parameter-input-question');
	await question.waitFor();
	await page.waitForTimeout(SETTLED_MS);
	await film.shot(1000);

	for (const field of ['name', 'question']) {
		const target = byTestId(page, `parameter-input-${field}`);
		await target.scrollIntoViewIfNeeded();
		const value = page.locator('[data-target="mappable"]').filter({ hasText: new RegExp(`^${field}$`) });
		await moveTo(page, film, value.first());
		await page.mouse.down();
		await moveTo(page, film, target);
		await page.mouse.up();
		await page.waitForTimeout(SETTLED_MS);
		await film.shot(500);
	}

	const execute = byTestId(page, 'node-execute-button');
	await moveTo(page, film, execute);
	await execute.click();
	await byTestId(page, 'output-panel')
		.locator('table, [data-test-id="run-data-schema-item"]')
		.first()
		.waitFor();
	await page.waitForTimeout(SETTLED_MS);
	await film.shot(3000);
	film.write(join(folder, 'films', 'agent.gif'));
};
