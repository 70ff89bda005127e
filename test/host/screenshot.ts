import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { poll } from './polling';
import { complaintAbout } from '../secrets/shapes';
import type { N8nClient } from './client';

const CANVAS_WITHIN_MS = 60_000;

const BROWSER_ARGUMENTS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
];

export interface Size {
	width: number;
	height: number;
}

export interface PanelShot {
	workflowId: string;
	/** Name of the node on the canvas. */
	node: string;
	/** PNG to write. */
	file: string;
	size?: Size;
	/** What to do in the open panel before the picture is taken. */
	prepare?: (page: Page) => Promise<void>;
}

/** The browser's path: CHROMIUM_PATH, or where Debian installs it. */
function chromiumPath(): string {
	const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
	if (!existsSync(path)) throw new Error(`No browser at ${path}: install chromium or set CHROMIUM_PATH`);
	return path;
}

/** Opens a logged-in browser on n8n's editor for as long as `work` takes; n8n follows its colour scheme. */
export async function withEditor<T>(
	client: N8nClient,
	size: Size,
	work: (page: Page) => Promise<T>,
	colorScheme: 'light' | 'dark' = 'light',
): Promise<T> {
	const browser = await chromium.launch({ executablePath: chromiumPath(), args: BROWSER_ARGUMENTS });
	try {
		const context = await browser.newContext({
			viewport: size,
			baseURL: client.session.url,
			colorScheme,
			reducedMotion: 'reduce',
		});
		await context.addCookies([{ ...client.session.cookie, url: client.session.url }]);
		return await work(await context.newPage());
	} finally {
		await browser.close();
	}
}

/** Shows a workflow on the canvas and waits for one of its nodes. */
export async function openWorkflow(page: Page, workflowId: string, node: string): Promise<void> {
	await page.goto(`/workflow/${workflowId}`);
	await nodeOnCanvas(page, node).waitFor({ timeout: CANVAS_WITHIN_MS });
}

/** Brings the whole workflow into sight. */
export async function zoomToFit(page: Page): Promise<void> {
	await page.locator('[data-test-id="zoom-to-fit"]').click();
}

const nodeOnCanvas = (page: Page, node: string) =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`);

/** Opens a node's panel on a workflow, and waits for its parameters. */
export async function openPanel(page: Page, workflowId: string, node: string): Promise<void> {
	await openWorkflow(page, workflowId, node);
	await openNode(page, node);
}

/** Opens the panel of a node on the canvas, and waits for its parameters. */
export async function openNode(page: Page, node: string): Promise<void> {
	await nodeOnCanvas(page, node).dblclick();
	await page.locator('[data-test-id="parameter-input"]').first().waitFor();
	// Where the node was, a parameter may be now, which shows its menu while the mouse is over it.
	await page.mouse.move(0, 0);
}

/** Goes back from an open panel to the canvas. */
export async function closePanel(page: Page): Promise<void> {
	await page.keyboard.press('Escape');
	await page.locator('[data-test-id="node-parameters"]').waitFor({ state: 'hidden' });
}

/** Takes a picture of a node's panel in a browser, with its parameters loaded. */
export async function photographPanel(page: Page, shot: PanelShot): Promise<void> {
	if (shot.size) await page.setViewportSize(shot.size);
	await openPanel(page, shot.workflowId, shot.node);
	await shot.prepare?.(page);
	await photograph(page, shot.file);
}

/**
 * Takes a picture of a page, or of one element of it, when nothing is being fetched any more.
 * @throws when a secret can be read on the page
 */
export async function photograph(page: Page, file: string, selector?: string): Promise<void> {
	mkdirSync(dirname(file), { recursive: true });
	await page.waitForLoadState('networkidle').catch(() => undefined);
	// Panels slide in whatever the browser says about motion.
	await page.waitForTimeout(600);
	const complaint = complaintAbout(file, await readableText(page));
	if (complaint) throw new Error(complaint);
	const part = selector === undefined ? page : page.locator(selector);
	await part.screenshot({ path: file });
}

/** All that can be read on a page: its text, and what is in fields that show what is typed. */
async function readableText(page: Page): Promise<string> {
	const fields = await page
		.locator('input:not([type=password]), textarea')
		.evaluateAll((inputs) => inputs.map((input) => (input as unknown as { value: string }).value));
	return [await page.locator('body').innerText(), ...fields].join('\n');
}

/** Takes a picture of a node's panel in a browser of its own. */
export async function screenshotNode(client: N8nClient, shot: PanelShot): Promise<void> {
	await withEditor(client, shot.size ?? { width: 1440, height: 900 }, (page) => photographPanel(page, shot));
}

/** Has the editor fetch the fields of a resource mapper again and waits for one of them. */
export async function refreshMappedFields(page: Page, field: string): Promise<void> {
	await page.locator('[data-test-id="resource-mapper-container"] button[title="Refresh"]').click();
	await page.locator(`[data-test-id="parameter-input-${field}"]`).waitFor();
}

/** Runs the node whose panel is open, and takes the message away that n8n shows afterwards. */
export async function runOpenNode(page: Page): Promise<void> {
	await page.locator('[data-test-id="node-execute-button"]').click();
	await page.locator('[data-test-id="output-panel"] table').waitFor();
	await page.addStyleTag({
		content: '.el-notification, [data-test-id="toast"] { display: none !important; }',
	});
}

/** Shows the editor to a user who has no credential yet: n8n chooses one that there is. @returns what ends that */
export async function hideCredentials(page: Page): Promise<() => Promise<void>> {
	const list = /\/rest\/credentials(\/for-workflow)?(\?|$)/;
	await page.route(list, async (route) =>
		route.request().method() === 'GET' ? await route.fulfill({ json: { data: [] } }) : await route.continue(),
	);
	return async () => await page.unroute(list);
}

/** Opens the list of nodes that can be added, searches it and waits for one that must be found. */
export async function searchNodes(page: Page, text: string, aNode: string): Promise<void> {
	await page.locator('[data-test-id="node-creator-plus-button"]').click();
	await page.locator('[data-test-id="node-creator-search-bar"]').fill(text);
	await foundNode(page, aNode).waitFor();
}

/**
 * Searches the open list of nodes again, and waits until it shows a node among the first.
 * @param count how many are looked at
 * @throws when it does not
 */
export async function isAmongFirst(page: Page, text: string, node: string, count: number): Promise<void> {
	const search = page.locator('[data-test-id="node-creator-search-bar"]');
	const names = page.locator('[data-test-id="node-creator-item-name"]');
	// What the last search found has to go first.
	await search.fill('no node has such a name');
	await poll(async () => (await names.count()) === 0 || undefined, {
		what: 'the list is empty',
		timeoutSeconds: 60,
	});
	await search.fill(text);
	const shown = async () => (await names.allInnerTexts()).slice(0, count).map((name) => name.trim());
	await poll(async () => (await shown()).includes(node) || undefined, {
		what: `${node} is among the first ${count} for "${text}"`,
		timeoutSeconds: 60,
	});
}

/** Opens the actions of one of the nodes that were found. */
export async function openActions(page: Page, node: string, anAction: string): Promise<void> {
	await foundNode(page, node).click();
	await page.locator('[data-test-id="node-creator"]').getByText(anAction, { exact: true }).waitFor();
}

const foundNode = (page: Page, name: string) =>
	page.locator('[data-test-id="node-creator-item-name"]').filter({ hasText: name });
