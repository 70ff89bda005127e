import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { nodePages, PAGES_FOLDER } from '../docs/pages';

const folder = join(resolve(__dirname, '../..'), PAGES_FOLDER);

test('the pages of the nodes are those that `npm run docs` writes for the built package', async () => {
	const committed = readdirSync(folder).map((file): [string, string] => [
		file,
		readFileSync(join(folder, file), 'utf8'),
	]);
	expect(Object.fromEntries(committed)).toEqual(await nodePages());
});
