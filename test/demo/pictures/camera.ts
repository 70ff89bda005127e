import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { photograph } from '../../host/screenshot';
import type { Instance } from '../instance';

/** The editor in a browser, and what takes pictures of it. */
export interface Camera {
	page: Page;
	/** Where the pictures land. */
	folder: string;
	/** Takes `name.png`, and `name-dark.png` of the same moment; of the whole page, or of one element of it. */
	shoot(name: string, selector?: string): Promise<void>;
	/** The same in light only. */
	shootLight(name: string, selector?: string): Promise<void>;
}

/** Sets the editor up for some pictures and takes them. */
export type Take = (instance: Instance, camera: Camera) => Promise<void>;

/** A camera whose pictures land in a folder; n8n follows the colour scheme of the browser. */
export function cameraOf(page: Page, folder: string): Camera {
	const shootLight: Camera['shootLight'] = (name, selector) =>
		photograph(page, join(folder, `${name}.png`), selector);
	return {
		page,
		folder,
		shootLight,
		shoot: async (name, selector) => {
			await shootLight(name, selector);
			await page.emulateMedia({ colorScheme: 'dark' });
			await photograph(page, join(folder, `${name}-dark.png`), selector);
			await page.emulateMedia({ colorScheme: 'light' });
		},
	};
}

/** What the pictures show, which only the emulator has. */
export function emulatorOf({ server }: Instance): NonNullable<Instance['server']['emulator']> {
	if (!server.emulator) throw new Error('The pictures show what the emulator has: unset PROMPTRAILS_API_KEY');
	return server.emulator;
}
