import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GIFEncoder, applyPalette, quantize } from 'gifenc';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { complaintAbout } from '../../secrets/shapes';

/** Colors of a frame; one more stands for what has not changed since the frame before. */
const COLORS = 255;
/** Length of an RGBA pixel. */
const PIXEL = 4;

/** A film without sound: pictures of a page, each shown for a while. */
export class Film {
	private readonly gif = GIFEncoder();
	private last?: Buffer;

	constructor(private readonly page: Page) {}

	/**
	 * Adds what is on the page now, for so many ms.
	 * @throws when a secret can be read on the page
	 */
	async shot(ms: number): Promise<void> {
		const complaint = complaintAbout('film', await this.page.locator('body').innerText());
		if (complaint) throw new Error(complaint);
		const { width, height, data } = PNG.sync.read(await this.page.screenshot());
		const palette = quantize(data, COLORS);
		const pixels = applyPalette(data, palette);
		const { last } = this;
		if (last) for (let at = 0; at < pixels.length; at++) if (isSame(data, last, at)) pixels[at] = COLORS;
		this.gif.writeFrame(pixels, width, height, {
			palette: padded(palette),
			delay: ms,
			transparent: last !== undefined,
			transparentIndex: COLORS,
			dispose: 1,
		});
		this.last = data;
	}

	write(file: string): void {
		mkdirSync(dirname(file), { recursive: true });
		this.gif.finish();
		writeFileSync(file, this.gif.bytes());
	}
}

const isSame = (one: Buffer, other: Buffer, pixel: number): boolean =>
	one.readInt32LE(pixel * PIXEL) === other.readInt32LE(pixel * PIXEL);

/** A palette in which the index for what has not changed is free. */
function padded(palette: number[][]): number[][] {
	return [...palette, ...Array.from({ length: COLORS + 1 - palette.length }, () => [0, 0, 0])];
}

/** Shows where the mouse is, which a picture of a page leaves out. */
export async function showMouse(page: Page): Promise<void> {
	await page.evaluate(`{
		const dot = document.createElement('div');
		dot.style.cssText = 'position:fixed;z-index:99999;width:18px;height:18px;border-radius:50%;background:#ff6d5acc;' +
			'border:2px solid #fff;pointer-events:none;margin:-9px 0 0 -9px';
		document.body.append(dot);
		addEventListener('mousemove', ({ x, y }) => { dot.style.left = x + 'px'; dot.style.top = y + 'px'; }, true);
	}`);
}
