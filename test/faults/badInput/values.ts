import type { NodePropertyTypes } from 'n8n-workflow';

import type { Chance } from '../../support/random';

/** A value that does not belong into a field, or that only careless code takes badly. */
export interface BadValue {
	name: string;
	value: unknown;
	/** Whether nothing can be made of it: it must be refused, or count as nothing. */
	isUnusable?: boolean;
}

const named = (name: string, value: unknown): BadValue => ({ name, value });
const unusable = (name: string, value: unknown): BadValue => ({ name, value, isUnusable: true });
const texts = (values: string[]): BadValue[] => values.map((value) => named(JSON.stringify(value), value));
const unusableTexts = (values: string[]): BadValue[] =>
	values.map((value) => unusable(JSON.stringify(value), value));

/** As `levels` lists in each other. */
function deep(levels: number): unknown {
	let value: unknown = 'deepest';
	for (let level = 0; level < levels; level += 1) value = [value];
	return value;
}

const NOTHING = [named('undefined', undefined), named('null', null), ...texts(['', '   '])];

const PROTOTYPE_KEYS = [
	'{"__proto__": {"polluted": "yes"}}',
	'{"constructor": {"prototype": {"polluted": "yes"}}}',
	'{"a": {"__proto__": {"polluted": "yes"}}}',
];

/** Values of a type that no text can be. */
const NO_TEXTS = [
	unusable('an object', { a: 1 }),
	unusable('an empty object', {}),
	unusable('a list', ['x', 'y']),
	unusable('an empty list', []),
	unusable('an object with prototype keys', JSON.parse(PROTOTYPE_KEYS[0])),
];

/** Texts that would leave their place in a path, a query, a header or a line, if they were pasted into it. */
const TRICKS = texts([
	'.',
	'..',
	'../../workspace',
	'..%2f..%2fworkspace',
	'%2e%2e',
	'%2E%2E%2F',
	'..\\..\\workspace',
	'/api/v1/agents',
	'//evil.example/x',
	'http://evil.example/x',
	'@evil.example',
	'x?admin=true',
	'x&limit=1',
	'x#fragment',
	'x;y=z',
	'x\r\nX-Evil: 1',
	'x\u0000y',
	'\ud800',
	'x\udfff',
	'%',
	'%zz',
	'{agentId}',
	'__proto__',
	'constructor',
	'toString',
	'\u202egnp.exe',
	"'; DROP TABLE agents; --",
	'<script>alert(1)</script>',
]);

const HUGE = [named('a text of 20,000 characters', 'x'.repeat(20_000))];
/** More than servers take. */
export const GIGANTIC = named('a text of 1,200,000 characters', 'é'.repeat(1_200_000));

const TEXTS = [...NOTHING, ...NO_TEXTS, ...TRICKS, ...HUGE];

const NUMBERS = [
	...NOTHING,
	unusable('NaN', NaN),
	unusable('Infinity', Infinity),
	unusable('-Infinity', -Infinity),
	...unusableTexts(['twelve', '12abc', '1,5', '1 000', 'NaN', 'Infinity', '--1', '1e999', '../1', '1\r\n2']),
	...NO_TEXTS,
	unusable('true', true),
	unusable('a list of a number', [5]),
	named('-1', -1),
	named('0', 0),
	named('0.5', 0.5),
	named('2^53', 2 ** 53),
	named('1e308', 1e308),
	...texts(['0x10', '1e3', ' 7 ', '-0']),
];

const BOOLEANS = [
	...NOTHING,
	...unusableTexts(['yes', 'truthy', '1', '../true', 'true\r\n;']),
	named('1', 1),
	named('0', 0),
	unusable('NaN', NaN),
	...NO_TEXTS,
	...texts(['TRUE', ' false ']),
];

const DATES = [
	...NOTHING,
	...unusableTexts([
		'yesterday',
		'2026-13-01',
		'2026-02-30',
		'2026-02-30T12:00:00Z',
		'2026-01-31T25:00:00Z',
		'31.01.2026',
		'2026-01-31\r\nX-Evil: 1',
		'NaN',
		'../2026-01-31',
		'12',
	]),
	unusable('NaN', NaN),
	unusable('1e20', 1e20),
	unusable('true', true),
	...NO_TEXTS,
];

const JSONS = [
	...NOTHING,
	...unusableTexts([
		'{',
		'{"a": 1',
		'{"a": 1,}',
		"{'a': 1}",
		'{a: 1}',
		'[1, 2',
		'{"a": NaN}',
		'undefined',
		'{"a": "\n"}',
		'{"a": "\\u12"}',
		'{} {}',
		'../x',
		'x\u0000',
	]),
	...texts(['1', 'true', '"text"', 'null', '[]', '"\\ud800"', '"\ud800"', ...PROTOTYPE_KEYS]),
	named('an object with prototype keys', JSON.parse(PROTOTYPE_KEYS[1])),
	unusable('a text of 600 levels', `${'['.repeat(600)}${']'.repeat(600)}`),
	unusable('a value of 600 levels', deep(600)),
	unusable('a text of 50,000 levels', '['.repeat(50_000)),
	named('NaN', NaN),
	...HUGE,
];

const BY_TYPE: Partial<Record<NodePropertyTypes, BadValue[]>> = {
	string: TEXTS,
	resourceLocator: TEXTS,
	options: TEXTS,
	multiOptions: TEXTS,
	number: NUMBERS,
	boolean: BOOLEANS,
	dateTime: DATES,
	json: JSONS,
};

/** How many texts are made up for each field, beside the tables. */
const MADE_UP = 3;
/** The pieces that texts are made up of. */
const PIECES = [
	...['../', '%2e%2e', '/', '?', '#', '\r\n', '\u0000', '\ud800', '"', '\\', '{{', '}}', ':'],
	...['__proto__', '😀', 'é', ' ', 'x', '1'],
];

/** Whether fields of a type take values that are given one by one. */
export const hasBadValues = (type: NodePropertyTypes): boolean => type in BY_TYPE;

/** Everything that is tried on a field of a type; texts that are made up are among it. */
export function badValues(type: NodePropertyTypes, luck: Chance): BadValue[] {
	const known = BY_TYPE[type] ?? [];
	if (known !== TEXTS) return known;
	const madeUp = Array.from({ length: MADE_UP }, () =>
		Array.from({ length: 2 + luck.number(6) }, () => luck.pick(PIECES)).join(''),
	);
	return [...known, ...texts(madeUp)];
}
