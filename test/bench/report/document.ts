import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { BenchCase, Measure, Results } from '../result';
import { chart } from './chart';
import { picturesOf } from './pictures';
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
	const peers = new Map(cases.map((one) => [one.number, one.peers]));
	const pictures = picturesOf(results).map(({ of, caption, measure }) => {
		const picture = draw(`picture-${of}`, measure, peers.get(of) ?? []);
		return `${caption} [Case ${of}](#${anchorOf(cases, of)})\n\n${picture}\n`;
	});
	const head = `# Benchmarks

${pictures.join('\n')}
Written by \`npm run bench\`, which measures the packed package in a real n8n ${results.n8n} on Node ${results.node}, beside what
people would use in its place, in the same run and in turns. The machine had ${results.processors} processors. Figures are the median of the
rounds with the least and the most of them. \`npm run bench -- --only 3,4b\` measures single cases, and \`npm run bench -- --write\`
writes this page again from what is kept in \`docs/benchmarks/\`. Where the load of the machine was above the number of its
processors, other work slowed all ways alike: the ratios then say more than the times.

## Targets

${targetTable(targets)}
`;
	writeFileSync(join(DOCS, 'benchmarks.md'), [head, ...sections].join('\n'));
}

function section({ number, title, about, peers }: BenchCase, results: Results): string {
	const outcome = results.cases[number];
	const charts = outcome.measures.map((measure, index) =>
		draw(`case-${number}-${index + 1}`, measure, peers),
	);
	const load = `The load of the machine was ${outcome.load.toFixed(1)} when the case began.`;
	return `## ${number}. ${title}\n\n${about} ${load}\n\n${charts.join('\n\n')}\n\n${figureTable(outcome)}\n`;
}

/** Draws a chart beside the document. @returns what shows it there */
function draw(name: string, measure: Measure, peers: string[]): string {
	writeFileSync(join(FOLDER, `${name}.svg`), chart(measure, peers));
	return `![${measure.name}](benchmarks/${name}.svg)`;
}

/** How GitHub calls the heading of a case. */
function anchorOf(cases: BenchCase[], number: string): string {
	const title = cases.find((one) => one.number === number)?.title ?? '';
	return `${number} ${title}`
		.toLowerCase()
		.replace(/[^\w -]/g, '')
		.replace(/ /g, '-');
}
