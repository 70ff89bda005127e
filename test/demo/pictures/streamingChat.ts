import type { Locator, Page } from 'playwright-core';
import { openWorkflow, zoomToFit } from '../../host/screenshot';
import { example, type Instance } from '../instance';
import { emulatorOf, type Take } from './camera';

const SIZE = { width: 1440, height: 1000 };
const CHAT = { width: 640, height: 520 };
/** For the panel's and the canvas's own movements. */
const SETTLED_MS = 1000;
const QUESTION =
	'My order A-1001 was due on Monday. Where is it now, and can it still be sent to another address in Zürich?';
/** In the middle of the answer. */
const HALF_WAY = 'has not left';
/** The last words of the answer. */
const END = 'before noon';
const DELTA_MS = 800;
/** What n8n puts over the canvas and the log while the chat is open. */
const COVERS =
	'[data-test-id="workflow-chat-button"], [data-test-id="stop-execution-button"], .el-notification';

/** Asks in the chat below the canvas, and takes the picture while the answer grows. Slows the emulator down for good. */
export const streamingChat: Take = async (instance, { page, shoot }) => {
	Object.assign(emulatorOf(instance).settings, { streamDeltaMs: DELTA_MS, asyncRunMs: 60_000 });
	const chat = await openChat(instance, page, SIZE);
	await chat.locator('textarea').fill(QUESTION);
	await chat.locator('textarea').press('Enter');
	const answer = chat.locator('.chat-message-from-bot').filter({ hasText: HALF_WAY });
	await answer.waitFor();
	await shoot('screenshots/streaming-chat');
	const text = await answer.innerText();
	if (text.includes(END)) throw new Error('The answer was complete before the picture was taken');
};

/** Opens the chat of the example below its workflow, in a window of this size. */
export async function openChat(
	instance: Instance,
	page: Page,
	size: { width: number; height: number },
): Promise<Locator> {
	await page.setViewportSize(size);
	await openWorkflow(page, example(instance, 'streaming-chat').id, 'PromptRails Chat');
	await page.locator('[data-test-id="workflow-chat-button"]').click();
	const chat = page.locator('[data-test-id="canvas-chat"]');
	await chat.locator('textarea').waitFor();
	await enlarge(page, chat, size.height);
	return chat;
}

/** Drags the edges of the chat, which opens small, and brings the whole workflow back into sight. */
async function enlarge(page: Page, chat: Locator, pageHeight: number): Promise<void> {
	await page.addStyleTag({ content: `${COVERS} { visibility: hidden }` });
	await page.waitForTimeout(SETTLED_MS);
	const { x = 0, y = 0, width = 0, height = 0 } = (await chat.boundingBox()) ?? {};
	await drag(page, [x + width, y + height / 2], [CHAT.width + x, y + height / 2]);
	await drag(page, [x + width / 2, y], [x + width / 2, pageHeight - CHAT.height]);
	await zoomToFit(page);
	await page.locator('[data-test-id="zoom-out-button"]').click();
	await page.waitForTimeout(SETTLED_MS);
}

async function drag(page: Page, from: [number, number], to: [number, number]): Promise<void> {
	await page.mouse.move(...from);
	await page.mouse.down();
	await page.mouse.move(...to, { steps: 5 });
	await page.mouse.up();
}
