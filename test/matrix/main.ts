/**
 * Runs the package in several versions of n8n: `npm run test:matrix`, or `npm run test:matrix -- 2.0.3` for some; `oldest`
 * and `newest` name the ends of the matrix.
 * All of them together write docs/compatibility.md.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { REPOSITORY } from '../host';
import { optionIn, RESULTS_FOLDER, runJest } from '../host/jestRun';
import { recipeOf } from '../host/versions';
import { type Column, compatibility, MATRIX } from './document';

const args = process.argv.slice(2);
const ENDS: Record<string, string> = { oldest: MATRIX[0], newest: MATRIX[MATRIX.length - 1] };
const chosen = args.filter((arg) => !arg.startsWith('--')).map((arg) => ENDS[arg] ?? arg);
const versions = chosen.length > 0 ? chosen : [...MATRIX];
const outputFile = optionIn(args, 'outputFile');
if (outputFile && versions.length > 1) throw new Error('--outputFile takes the report of one version only');

const columns = versions.map((version): Column => {
	const { node } = recipeOf(version);
	const report = join(RESULTS_FOLDER, `matrix-${version}.json`);
	const column = { version, node, report: runJest('matrix', report, { N8N_VERSION: version }) };
	if (outputFile) copyFileSync(report, outputFile);
	return column;
});

const failed = columns.filter(({ report }) => !report.success).map(({ version }) => version);
if (chosen.length === 0) {
	writeFileSync(join(REPOSITORY, 'docs', 'compatibility.md'), compatibility(columns));
	console.log('Written: docs/compatibility.md');
}
if (failed.length > 0) {
	console.error(`Failed: n8n ${failed.join(', ')}`);
	process.exitCode = 1;
}
