/**
 * Measures the package in a real n8n, and writes docs/benchmarks.md: `npm run bench`.
 * `--only 3,4b` measures those cases; `--write` measures nothing.
 */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { step } from '../host';
import { recipeOf } from '../host/versions';
import { openStage } from '../load/stage';
import { cases } from './cases';
import { keep, kept, writeDocument } from './report/document';
import { figureTable, targetTable } from './report/table';
import type { BenchCase, Results } from './result';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { only: { type: 'string' }, write: { type: 'boolean' } },
	});
	const only = values.only?.split(',');
	const wanted = cases.filter(({ number }) => only?.includes(number) ?? true);
	if (!values.write) await measure(wanted);
	if (kept()) writeDocument(cases);
}

async function measure(wanted: BenchCase[]): Promise<void> {
	const env = { NODE_OPTIONS: `--require ${join(__dirname, 'memoryProbe.js')}` };
	const stage = await openStage({ env });
	try {
		for (const one of wanted) {
			const [load = NaN] = loadavg();
			stage.emulator.reset();
			const outcome = await step(`${one.number}. ${one.title}`, () => one.run(stage));
			const targets = outcome.targets.map((target) => ({ number: one.number, target }));
			console.log(`\n${figureTable(outcome)}\n\n${targetTable(targets)}\n`);
			keep(newResults(stage.host.version, { [one.number]: { ...outcome, load } }));
		}
	} finally {
		await stage.close();
	}
}

const newResults = (n8n: string, measured: Results['cases']): Results => ({
	n8n,
	node: recipeOf(n8n).node,
	processors: cpus().length,
	cases: measured,
});

main()
	.then(() => process.exit())
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.stack : error);
		process.exit(1);
	});
