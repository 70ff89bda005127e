import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where the document is. */
export const DOCUMENT = resolve(__dirname, '../../docs/reliability.md');
/** The environment variable with the folder that takes what was measured while the document is written. */
export const RESULTS_VARIABLE = 'RELIABILITY_RESULTS';

/** The parts of the document, in its order. */
export const SECTIONS = [
	'matrix',
	'atMostOnce',
	'batchTruth',
	'processDeath',
	'badInput',
	'badSettings',
	'refusedStates',
	'secrets',
	'echoedSecrets',
	'webhookAbuse',
	'soak',
] as const;

/** One part of the document. */
export interface Section {
	id: (typeof SECTIONS)[number];
	/** Without Markdown. */
	heading: string;
	/** Markdown, one entry a line. */
	lines: string[];
}

const HEAD = `# Reliability

What the package does when something goes wrong, as measured against its built form in n8n's own engine. Every figure
here is written by \`npm run docs:reliability\` from a run of the fault tests; \`npm run test:faults\` fails when this page
says something else than what it measured. What needs a real n8n for long has commands of its own, which write their
section with \`--write\`: \`npm run test:death\` and \`npm run bench:soak\`.
`;

const begin = (id: string): string => `<!-- measured: ${id} -->\n`;
const end = (id: string): string => `<!-- end: ${id} -->\n`;

/** A section as it stands in the document, between its marks. */
export function sectionText({ heading, lines }: Section): string {
	return `\n## ${heading}\n\n${lines.join('\n')}\n\n`;
}

/** The text of a section in the document; undefined when it has none. */
export function sectionIn(document: string, id: string): string | undefined {
	const [, rest] = document.split(begin(id));
	return rest?.split(end(id))[0];
}

/** The document with these sections replaced; the others stay as they are. */
export function updated(document: string, sections: Section[]): string {
	const texts = SECTIONS.map((id) => {
		const measured = sections.find((section) => section.id === id);
		return { id, text: measured ? sectionText(measured) : sectionIn(document, id) };
	});
	return [
		HEAD,
		...texts.flatMap(({ id, text }) => (text === undefined ? [] : [begin(id) + text + end(id)])),
	].join('\n');
}

/** Puts measured sections into the document. */
export function writeSections(sections: Section[]): void {
	writeFileSync(DOCUMENT, updated(existsSync(DOCUMENT) ? readFileSync(DOCUMENT, 'utf8') : '', sections));
}
