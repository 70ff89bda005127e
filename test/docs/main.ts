/** Writes the documents that are generated from the built package: `npm run docs`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { nodePages, PAGES_FOLDER } from './pages';

async function main(): Promise<void> {
	rmSync(PAGES_FOLDER, { recursive: true, force: true });
	mkdirSync(PAGES_FOLDER, { recursive: true });
	const pages = Object.entries(await nodePages());
	for (const [file, text] of pages) writeFileSync(join(PAGES_FOLDER, file), text);
	console.log(`${pages.length} pages in ${PAGES_FOLDER}`);
}

main()
	.then(() => process.exit())
	.catch((error: unknown) => {
		console.error(error);
		process.exit(1);
	});
