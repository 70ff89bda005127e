import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { emulatorOf, type Take } from './camera';
import { Film } from './film';
import { openChat } from './streamingChat';

const SIZE = { width: 1200, height: 800 };
/** Slow enough to be filmed while it grows. */
const DELTA_MS = 250;
const ANSWERED_WITHIN_MS = 60_000;
/** After the end of an answer n8n is still at work on the execution. */
const SETTLED_MS = 2000;
/** Shots of an answer that grows, and how long each is shown. */
const GROWING_MS = 350;

/** What is said, and what only the whole answer to it contains. The last answer uses what the first message said. */
const TURNS = [
	{ say: 'Where is my order A-1001?', answer: 'The tracking link is in your mail.' },
	{ say: 'Which order did I ask about?', answer: 'You wrote about order A-1001, which arrives on Thursday.' },
];

async function turn(
	page: Page,
	film: Film,
	chat: Locator,
	{ say, answer }: (typeof TURNS)[number],
): Promise<void> {
	const input = chat.locator('textarea');
	await input.fill(say);
	await film.shot(900);
	await input.press('Enter');
	const whole = chat.getByText(answer);
	const until = Date.now() + ANSWERED_WITHIN_MS;
	while (!(await whole.isVisible()) && Date.now() < until) {
		await film.shot(GROWING_MS);
		await page.waitForTimeout(GROWING_MS);
	}
	await whole.waitFor();
	await page.waitForTimeout(SETTLED_MS);
	await film.shot(1800);
}

/** A chat that streams and remembers, in ten seconds. */
export const chatFilm: Take = async (instance, { page, folder }) => {
	Object.assign(emulatorOf(instance).settings, { streamDeltaMs: DELTA_MS });
	const chat = await openChat(instance, page, SIZE);
	const film = new Film(page);
	for (const one of TURNS) await turn(page, film, chat, one);
	film.write(join(folder, 'films', 'chat.gif'));
};
