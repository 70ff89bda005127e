/**
 * How docs/reliability.md is made, and kept true.
 *
 * A test that measured something ends with `documented({ id, heading, lines })`. The lines are Markdown made from what
 * the run measured, with nothing in them that differs between two runs: no times, ports, random ids or file paths.
 * - `npm run test:faults` compares the section with the one in docs/reliability.md, and the test fails when they differ.
 * - `npm run docs:reliability` runs the same tests and writes what they measured into the document. Arguments go to
 *   jest instead of `--selectProjects faults`, for one part of the document:
 *   `npm run docs:reliability -- --selectProjects faults --testPathPatterns batch`.
 * A new section needs its id in SECTIONS of document.ts, which is the order of the document, and nothing else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	DOCUMENT,
	RESULTS_VARIABLE,
	type Section,
	sectionIn,
	sectionText,
} from '../support/reliabilityDocument';

export type { Section } from '../support/reliabilityDocument';

/**
 * Holds a measured section against docs/reliability.md, or hands it to the command that writes the document.
 * @throws when the document says something else
 */
export function documented(section: Section): void {
	const folder = process.env[RESULTS_VARIABLE];
	if (folder) {
		writeFileSync(join(folder, `${section.id}.json`), JSON.stringify(section));
		return;
	}
	try {
		expect(sectionIn(readFileSync(DOCUMENT, 'utf8'), section.id)).toBe(sectionText(section));
	} catch (error) {
		throw new Error('docs/reliability.md is out of date: npm run docs:reliability', { cause: error });
	}
}
