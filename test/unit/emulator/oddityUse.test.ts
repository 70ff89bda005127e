import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ODDITY_NAMES } from '../../emulator/oddities';

const folder = join(__dirname, '../../emulator');
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts') && !file.endsWith('oddities.ts'))
	.map((file) => readFileSync(join(folder, file), 'utf8'))
	.join('\n');

it.each(ODDITY_NAMES)('the oddity %s changes something in the emulator', (name) => {
	expect(source).toContain(`'${name}'`);
});
