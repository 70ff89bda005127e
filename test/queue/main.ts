/**
 * Runs the package in n8n's queue mode: `npm run test:queue`. `--short` does less of everything; `--write` measures as well,
 * and writes docs/scaling.md.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { REPOSITORY } from '../host';
import { optionIn, RESULTS_FOLDER, runJest } from '../host/jestRun';
import { scaling } from './document';
import { measure } from './measure';
import { testFigures, type TestFigures } from './support/figures';
import { SHORT_FORM } from './support/size';

const args = process.argv.slice(2);
const short = args.includes('--short');
const write = args.includes('--write');
const outputFile = optionIn(args, 'outputFile');

async function main(): Promise<boolean> {
	if (short && write) throw new Error('The document is written from the long form only');
	const report = join(RESULTS_FOLDER, 'queue.json');
	const left = short ? ['--testPathIgnorePatterns', '/queue/long/'] : [];
	const { success } = runJest('queue', report, { [SHORT_FORM]: short ? '1' : '0' }, left);
	if (outputFile) copyFileSync(report, outputFile);
	if (success && write) {
		// A run that passed has noted all of them.
		const measures = await measure();
		writeFileSync(join(RESULTS_FOLDER, 'queue-measures.json'), JSON.stringify(measures));
		const text = scaling(testFigures() as TestFigures, measures);
		writeFileSync(join(REPOSITORY, 'docs', 'scaling.md'), text);
		console.log('Written: docs/scaling.md');
	}
	return success;
}

main()
	.then((passed) => process.exit(passed ? 0 : 1))
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	});
