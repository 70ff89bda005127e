/** Runs the fault tests and writes docs/reliability.md from what they measured: `npm run docs:reliability`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RESULTS_VARIABLE, type Section, writeSections } from '../support/reliabilityDocument';

const given = process.argv.slice(2);
const results = mkdtempSync(join(tmpdir(), 'reliability-'));
try {
	const { status } = spawnSync(
		'npx',
		['jest', ...(given.length > 0 ? given : ['--selectProjects', 'faults'])],
		{
			stdio: 'inherit',
			env: { ...process.env, [RESULTS_VARIABLE]: results },
		},
	);
	if (status !== 0) throw new Error('A test failed: docs/reliability.md is left as it was.');
	const sections = readdirSync(results).map(
		(file) => JSON.parse(readFileSync(join(results, file), 'utf8')) as Section,
	);
	writeSections(sections);
	console.log(`Written: ${sections.map(({ id }) => id).join(', ')}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
} finally {
	rmSync(results, { recursive: true, force: true });
}
