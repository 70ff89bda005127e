import { readFileSync } from 'node:fs';

import { DOCUMENT, type Section, sectionIn, sectionText, updated } from '../support/reliabilityDocument';

const matrix: Section = { id: 'matrix', heading: 'Fault matrix', lines: ['12 cells'] };
const badInput: Section = {
	id: 'badInput',
	heading: 'Bad input',
	lines: ['2,000 cases', '', 'none got through'],
};

test('a section that was measured is found in the document as it was measured', () => {
	const document = updated('', [badInput, matrix]);
	expect(sectionIn(document, 'matrix')).toBe(sectionText(matrix));
	expect(sectionIn(document, 'badInput')).toBe(sectionText(badInput));
});

test('sections that were not measured stay as they are, and the order is always the same', () => {
	const changed = { ...matrix, lines: ['13 cells'] };
	const expected = updated('', [changed, badInput]);
	expect(updated(updated('', [badInput, matrix]), [changed])).toBe(expected);
});

test('a section that the document lacks is missing, not empty', () => {
	expect(sectionIn(updated('', [matrix]), 'soak')).toBeUndefined();
});

test('the document is as the command writes it', () => {
	const document = readFileSync(DOCUMENT, 'utf8');
	expect(updated(document, [])).toBe(document);
});
