/** Takes the picture of a chat with an answer half-way: `npx tsx test/demo/streamingScreenshot.ts [folder]`. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { REPOSITORY, step } from '../host';
import { openWorkflow, withEditor } from '../host/screenshot';
import { example, startInstance, type Instance } from './instance';

const SIZE = { width: 1440, height: 900 };
const QUESTION =
	'My order A-1001 was due on Monday. Where is it now, and can it still be sent to another address in Zürich?';
/** In the middle of the answer, which repeats the question. */
const HALF_WAY = 'Where is it now';
const DELTA_MS = 400;

/** Asks in the chat below the canvas, and takes the picture while the answer grows. */
async function photographChat(instance: Instance, page: Page, folder: string): Promise<void> {
	const { emulator } = instance.server;
	if (!emulator)
		throw new Error('The picture needs the slow answer of the emulator: unset PROMPTRAILS_API_KEY');
	Object.assign(emulator.settings, { streamDeltaMs: DELTA_MS, asyncRunMs: 60_000 });
	await openWorkflow(page, example(instance, 'streaming-chat').id, 'PromptRails Chat');
	await page.locator('[data-test-id="workflow-chat-button"]').click();
	const chat = page.locator('[data-test-id="canvas-chat"]');
	await chat.locator('textarea').fill(QUESTION);
	await chat.locator('textarea').press('Enter');
	const answer = chat.locator('.chat-message-from-bot').filter({ hasText: HALF_WAY });
	await answer.waitFor();
	mkdirSync(folder, { recursive: true });
	await page.screenshot({ path: join(folder, 'streaming-chat.png') });
	const text = await answer.innerText();
	if (text.includes('Zürich')) throw new Error('The answer was complete before the picture was taken');
}

async function main(): Promise<void> {
	const folder = process.argv[2] ?? join(REPOSITORY, 'docs', 'screenshots');
	const instance = await startInstance();
	try {
		await step('Photographing an answer half-way', () =>
			withEditor(instance.client, SIZE, (page) => photographChat(instance, page, folder)),
		);
	} finally {
		await instance.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
