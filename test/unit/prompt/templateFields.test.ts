import fc from 'fast-check';

import { templateFields } from '../../../nodes/Prompt/templateFields';
import { TEMPLATES } from './templates';

const namesOf = (...texts: unknown[]): string[] => templateFields(texts).map(({ id }) => id);

test.each(TEMPLATES)('the variables of a template with %s', (_what, template, variables) => {
	expect(namesOf(template).sort()).toEqual([...variables].sort());
});

test('there are templates enough to mean something', () => {
	expect(TEMPLATES.length).toBeGreaterThanOrEqual(40);
});

test('the variables of a prompt are those that its texts read, once each, in their order', () => {
	expect(namesOf('You help {{company}}.', 'Answer {{ name }}: {{- question }} ({{ name }})')).toEqual([
		'company',
		'name',
		'question',
	]);
});

test('what one text makes, the other one does not know', () => {
	expect(namesOf('{% set name = "Ada" %}{{ name }}', '{{ name }}')).toEqual(['name']);
});

test('a text that cannot be parsed takes nothing from the other one', () => {
	expect(namesOf('{{ city }} {% if %}', '{% for a in b %}{{ a }}{{ c }}{% endfor %}')).toEqual([
		'city',
		'b',
		'c',
	]);
});

test('nothing is no text', () => {
	expect(namesOf(null, undefined, 7, {})).toEqual([]);
});

test.each([
	[
		'that is gone through is a list',
		'{% for line in lines | sort %}{{ line }}{% endfor %}',
		{ type: 'array', wireType: 'json' },
	],
	['that has members may be JSON', '{{ lines.first }}', { type: 'string', wireType: 'members' }],
	['that is printed may be anything', '{{ lines }}', { type: 'string', wireType: 'scalar' }],
	[
		'that is gone through by what cannot be parsed is a list',
		'{% for x in lines %}{% broken %}',
		{ type: 'array', wireType: 'json' },
	],
])('a variable %s', (_what, template, expected) => {
	expect(templateFields([template])).toEqual([expect.objectContaining({ id: 'lines', ...expected })]);
});

describe('where no parser understands a template, no variable is lost', () => {
	/** Names at the start of an output or a condition, and those that are gone through. */
	const READ = /(?:\{\{-?|\{%-?\s*(?:el)?if(?:\s+not)?\s)\s*([A-Za-z_]\w*)(?!\w*\s*\()/g;
	const LISTED = /\{%-?\s*for\s+[\w\s,]+?\s+in\s+([A-Za-z_]\w*)(?!\w*\s*\()/g;
	const MADE = /\{%-?\s*(?:for\s+([\w\s,]+?)\s+in|set\s+(\w+))\s/g;

	function readPlainly(text: string): string[] {
		const made = [...text.matchAll(MADE)].flatMap(([, looped = '', set = '']) => [
			...looped.split(/[\s,]+/),
			set,
		]);
		const names = [READ, LISTED].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name));
		return names.filter(
			(name) => !made.includes(name) && !['loop', 'true', 'false', 'none'].includes(name.toLowerCase()),
		);
	}

	const name = fc.constantFrom('alpha', 'beta', 'gamma', 'delta', 'item');
	const piece = fc.oneof(
		name.map((each) => `{{ ${each} }}`),
		name.map((each) => `{{- ${each} | upper -}}`),
		name.map((each) => `{{ ${each}.name ?? "x" }}`),
		name.map((each) => `{% if not ${each} %}`),
		name.map((each) => `{%- elif ${each} is divisibleby 3 -%}`),
		fc.tuple(name, name).map(([one, other]) => `{% for ${one} in ${other} recursive %}`),
		fc.tuple(name, name).map(([one, other]) => `{% set ${one} = ${other} %}`),
		name.map((each) => `{{ ${each} `),
		fc.constantFrom('text ', '{% endif %}', '{% trans %}', '{{ "quoted', "it's ", '{', '%}', '}}', '\\"'),
	);

	test('that was found by looking at the words alone', () => {
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
				const template = `${pieces.join('')}{% trans %}`;
				expect(namesOf(template)).toEqual(expect.arrayContaining(readPlainly(template)));
			}),
			{ numRuns: 500 },
		);
	});
});

/** Each takes no time to speak of when its length is all that counts, and hours when it is its square or its cube. */
test.each<[string, string]>([
	['blanks in a loop', `{% for ${' '.repeat(200_000)}`],
	['blanks in an output', `{{ name ${' '.repeat(200_000)}`],
	['loops that end nowhere', '{% for a , '.repeat(20_000)],
	['outputs that end nowhere', '{{ a '.repeat(40_000)],
	['comments that end nowhere', '{# '.repeat(60_000)],
	['raw that ends nowhere', '{% raw %}'.repeat(20_000)],
	['quotes that are not closed', `{{ ${'"\\'.repeat(60_000)}`],
	['parentheses without end', `{{ ${'('.repeat(100_000)}`],
	['sums without end', `{{ ${'a + '.repeat(50_000)}b }}`],
	['conditions in conditions', `${'{% if a %}'.repeat(5_000)}${'{% endif %}'.repeat(5_000)}`],
	['many names', Array.from({ length: 20_000 }, (_, n) => `{% set a${n} = b${n} %}`).join('')],
])('%s are no trouble', (_what, template) => {
	expect(Array.isArray(templateFields([template]))).toBe(true);
});
