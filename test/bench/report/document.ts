import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { BenchCase, Results } from '../result';
import { chart } from './chart';
import { figureTable, targetTable } from './table';

const DOCS = resolve(__dirname, '../../../docs');
/** What the document is made of, so that it can be written again without measuring. */
const FOLDER = join(DOCS, 'benchmarks');
const RESULTS = join(FOLDER, 'results.json');

/** Reads what an earlier run kept. */
export function kept(): Results | undefined {
	return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results) : undefined;
}

/** Keeps results; cases that were not run this time stay as they were. */
export function keep(results: Results): void {
	mkdirSync(FOLDER, { recursive: true });
	const all = { ...results, cases: { ...kept()?.cases, ...results.cases } };
	writeFileSync(RESULTS, `${JSON.stringify(all, null, '\t')}\n`);
}

/** Writes docs/benchmarks.md and its charts from what is kept. */
export function writeDocument(cases: BenchCase[]): void {
	const results = kept();
	if (!results) throw new Error('Nothing was measured yet');
	const measured = cases.filter(({ number }) => results.cases[number]);
	const targets = measured.flatMap(({ number }) =>
		results.cases[number].targets.map((target) => ({ number, target })),
	);
	const sections = measured.map((one) => section(one, results));
	const head = `# Benchmarks

Written by \`npm run bench\`, which measures the packed package in a real n8n ${results.n8n} on Node ${results.node}, beside what
people would use in its place, in the same run and in turns. The machine had ${results.processors} processors. Figures are the median of the
rounds with the least and the most of them. \`npm run bench -- --only 3,5\` measures single cases, and \`npm run bench -- --write\`
writes this page again from what is kept in \`docs/benchmarks/\`.

## Targets

${targetTable(targets)}
`;
	writeFileSync(join(DOCS, 'benchmarks.md'), [head, ...sections].join('\n'));
}

function section({ number, title, about, peers }: BenchCase, results: Results): string {
	const outcome = results.cases[number];
	const charts = outcome.measures.map((measure, index) => {
		const file = `case-${number}-${index + 1}.svg`;
		rmSync(join(FOLDER, file), { force: true });
		writeFileSync(join(FOLDER, file), chart(measure, peers));
		return `![${measure.name}](benchmarks/${file})`;
	});
	const load = `The load of the machine was ${outcome.load.toFixed(1)} when the case began.`;
	return `## ${number}. ${title}\n\n${about} ${load}\n\n${charts.join('\n\n')}\n\n${figureTable(outcome)}\n`;
}
