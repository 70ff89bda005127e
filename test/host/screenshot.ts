import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { chromium, type Page } from 'playwright-core';
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

export interface PanelShot {
	workflowId: string;
	/** Name of the node on the canvas. */
	node: string;
	/** PNG to write. */
	file: string;
	size?: { width: number; height: number };
	/** What to do in the open panel before the picture is taken. */
	prepare?: (page: Page) => Promise<void>;
}

/** The browser's path: CHROMIUM_PATH, or where Debian installs it. */
export function chromiumPath(): string {
	const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
	if (!existsSync(path)) throw new Error(`No browser at ${path}: install chromium or set CHROMIUM_PATH`);
	return path;
}

/** Opens a logged-in browser on n8n's editor for as long as `work` takes. */
export async function withEditor<T>(
	client: N8nClient,
	size: { width: number; height: number },
	work: (page: Page) => Promise<T>,
): Promise<T> {
	const browser = await chromium.launch({ executablePath: chromiumPath(), args: BROWSER_ARGUMENTS });
	try {
		const context = await browser.newContext({ viewport: size, baseURL: client.session.url });
		await context.addCookies([{ ...client.session.cookie, url: client.session.url }]);
		return await work(await context.newPage());
	} finally {
		await browser.close();
	}
}

/** Takes a picture of a node's panel in the editor, with its parameters loaded. */
export async function screenshotNode(client: N8nClient, shot: PanelShot): Promise<void> {
	mkdirSync(dirname(shot.file), { recursive: true });
	await withEditor(client, shot.size ?? { width: 1440, height: 900 }, async (page) => {
		await page.goto(`/workflow/${shot.workflowId}`);
		const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${shot.node}"]`);
		await node.waitFor({ timeout: CANVAS_WITHIN_MS });
		await node.dblclick();
		await page.locator('[data-test-id="parameter-input"]').first().waitFor();
		await shot.prepare?.(page);
		// Lists and mapped fields are fetched after the panel has opened.
		await page.waitForLoadState('networkidle').catch(() => undefined);
		await page.screenshot({ path: shot.file });
	});
}

/** Has the editor fetch the fields of a resource mapper again and waits for one of them. */
export async function refreshMappedFields(page: Page, field: string): Promise<void> {
	await page.locator('[data-test-id="resource-mapper-container"] button[title="Refresh"]').click();
	await page.locator(`[data-test-id="parameter-input-${field}"]`).waitFor();
}
