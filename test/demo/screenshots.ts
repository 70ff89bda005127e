/** Takes the pictures of docs/ from a real n8n: `npx tsx test/demo/screenshots.ts [folder]`. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { REPOSITORY, step } from '../host';
import { refreshMappedFields, screenshotNode } from '../host/screenshot';
import { example, startInstance } from './instance';

interface Shot {
	file: string;
	example: string;
	node: string;
	size: { width: number; height: number };
	prepare: (page: Page) => Promise<void>;
}

/** Loads the agent's own fields and runs the node, so that its output is in the picture. */
async function loadFieldsAndRun(page: Page): Promise<void> {
	await refreshMappedFields(page, 'priority');
	await page.locator('[data-test-id="node-execute-button"]').click();
	await page.locator('[data-test-id="output-panel"] table').waitFor();
}

const SHOTS: Shot[] = [
	{
		file: 'agent-execute.png',
		example: 'run-agent-over-items',
		node: 'PromptRails Agent',
		size: { width: 1500, height: 1300 },
		prepare: loadFieldsAndRun,
	},
];

async function main(): Promise<void> {
	const folder = process.argv[2] ?? join(REPOSITORY, 'docs');
	const instance = await startInstance();
	for (const { file, example: name, ...shot } of SHOTS) {
		const workflowId = example(instance, name).id;
		await step(`Photographing ${file}`, () =>
			screenshotNode(instance.client, { ...shot, workflowId, file: join(folder, file) }),
		);
	}
	await instance.close();
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
