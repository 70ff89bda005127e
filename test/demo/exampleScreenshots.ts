import type { Page } from 'playwright-core';
import { openWorkflow, photograph, zoomToFit } from '../host/screenshot';
import type { Instance } from './instance';

const CANVAS = { width: 1500, height: 800 };

/** Takes a picture of every example as it looks on the canvas right after it was imported. */
export async function photographExamples(
	{ workflows }: Instance,
	page: Page,
	file: (name: string) => string,
): Promise<void> {
	await page.setViewportSize(CANVAS);
	for (const [name, { id, nodes }] of workflows) {
		const [first] = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		await openWorkflow(page, id, first?.name ?? '');
		await zoomToFit(page);
		await photograph(page, file(`screenshots/examples/${name}`), '[data-test-id="canvas-wrapper"]');
	}
}
