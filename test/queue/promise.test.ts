/** What docs/scaling.md quotes and says of n8n, as the installed n8n has it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ensureHost } from '../host';

let modules: string;
beforeAll(async () => {
	modules = join(dirname((await ensureHost()).n8n), '..', '..');
});
const text = (...path: string[]): string => readFileSync(join(modules, ...path), 'utf8').replace(/\s+/g, ' ');

test('Bull promises to run a job at least once, and twice when its worker is gone', () => {
	const readme = text('bull', 'README.md');
	expect(readme).toContain('The queue aims for an "at least once" working strategy.');
	expect(readme).toContain('This means that in some situations, a job could be processed more than once.');
	expect(readme).toContain('it will be __double processed__');
});

test('n8n has Bull start no job again whose worker is gone', () => {
	expect(text('n8n', 'dist', 'scaling', 'scaling.service.js')).toContain('maxStalledCount: 0');
});
