import { openWorkflow, zoomToFit } from '../../host/screenshot';
import type { Take } from './camera';

const CANVAS = { width: 1500, height: 800 };

/** Every example as it looks on the canvas right after it was imported. */
export const examples: Take = async ({ workflows }, { page, shootLight }) => {
	await page.setViewportSize(CANVAS);
	for (const [name, { id, nodes }] of workflows) {
		const [first] = nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		await openWorkflow(page, id, first?.name ?? '');
		await zoomToFit(page);
		await shootLight(`screenshots/examples/${name}`, '[data-test-id="canvas-wrapper"]');
	}
};
