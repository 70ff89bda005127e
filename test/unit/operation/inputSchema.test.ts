import { schemaFields } from '../../../nodes/shared/operation/editor/inputSchema';
import type { InputField } from '../../../nodes/shared/operation/model/inputField';

const shown = (schema: unknown): Array<Partial<InputField>> =>
	schemaFields(schema).map(({ defaultMatch: _match, display: _display, ...field }) => field);

/** The one field of a schema whose property `field` is this. */
function only(property: unknown, root: object = {}): Partial<InputField> {
	const [field] = shown({ type: 'object', properties: { field: property }, required: ['field'], ...root });
	const { id: _id, required: _required, displayName: _name, ...rest } = field;
	return rest;
}

const LEVELS = [
	{ name: 'low', value: 'low' },
	{ name: 'high', value: 'high' },
];
const LEVEL_DEFS = { Level: { title: 'Level', type: 'string', enum: ['low', 'high'] } };

describe('the type of a field is found however a schema says it', () => {
	test.each<[string, unknown, Partial<InputField>, object?]>([
		['plain', { type: 'string' }, { type: 'string' }],
		[
			'Pydantic, optional',
			{ anyOf: [{ type: 'string' }, { type: 'null' }], default: null },
			{ type: 'string' },
		],
		['zod, nullable', { type: ['number', 'null'] }, { type: 'number' }],
		['OpenAPI 3.0, nullable', { type: 'boolean', nullable: true }, { type: 'boolean' }],
		['an integer', { type: 'integer' }, { type: 'number', wireType: 'integer' }],
		[
			'an integer that a number may be',
			{ allOf: [{ type: 'number' }, { type: 'integer' }] },
			{ type: 'number', wireType: 'integer' },
		],
		['number or integer', { oneOf: [{ type: 'integer' }, { type: 'number' }] }, { type: 'number' }],
		[
			'text or number',
			{ anyOf: [{ type: 'string' }, { type: 'integer' }] },
			{ type: 'string', wireType: 'scalar' },
		],
		[
			'text or number, as a list',
			{ type: ['string', 'number', 'null'] },
			{ type: 'string', wireType: 'scalar' },
		],
		[
			'text or list',
			{ anyOf: [{ type: 'string' }, { type: 'array', items: {} }] },
			{ type: 'object', wireType: 'json' },
		],
		['a choice', { enum: ['low', 'high'] }, { type: 'options', options: LEVELS }],
		['a choice or nothing', { enum: ['low', 'high', null] }, { type: 'options', options: LEVELS }],
		[
			'a choice of numbers',
			{ type: 'integer', enum: [1, 2] },
			{
				type: 'options',
				options: [
					{ name: '1', value: 1 },
					{ name: '2', value: 2 },
				],
			},
		],
		[
			'choices with titles',
			{
				oneOf: [
					{ const: 'low', title: 'Low', description: 'Can wait' },
					{ const: 'high', title: 'High' },
				],
			},
			{
				type: 'options',
				options: [
					{ name: 'Low', value: 'low', description: 'Can wait' },
					{ name: 'High', value: 'high' },
				],
			},
		],
		[
			'literals of zod',
			{
				anyOf: [
					{ type: 'string', const: 'low' },
					{ type: 'string', const: 'high' },
				],
			},
			{ type: 'options', options: LEVELS },
		],
		[
			'a reference to $defs',
			{ $ref: '#/$defs/Level' },
			{ type: 'options', options: LEVELS },
			{ $defs: LEVEL_DEFS },
		],
		[
			'a reference of Pydantic 1, with a default',
			{ allOf: [{ $ref: '#/definitions/Level' }], default: 'low' },
			{ type: 'options', options: LEVELS, defaultValue: 'low' },
			{ definitions: LEVEL_DEFS },
		],
		[
			'a reference or nothing',
			{ anyOf: [{ $ref: '#/$defs/Level' }, { type: 'null' }] },
			{ type: 'options', options: LEVELS },
			{ $defs: LEVEL_DEFS },
		],
		[
			'a reference with an encoded name',
			{ $ref: '#/$defs/a~1b%20c' },
			{ type: 'number' },
			{ $defs: { 'a/b c': { type: 'number' } } },
		],
		['a day', { type: 'string', format: 'date' }, { type: 'dateTime', wireType: 'date' }],
		['a moment', { type: 'string', format: 'date-time' }, { type: 'dateTime' }],
		[
			'a moment or nothing',
			{ anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
			{ type: 'dateTime' },
		],
		['an e-mail address', { type: 'string', format: 'email' }, { type: 'string', wireType: 'line' }],
		['an address', { type: 'string', format: 'uri' }, { type: 'string', wireType: 'line' }],
		['an unknown format', { type: 'string', format: 'constructor' }, { type: 'string' }],
		['a list', { type: 'array', items: { type: 'string' } }, { type: 'array' }],
		['a list of choices', { type: 'array', items: { enum: ['a', 'b'] } }, { type: 'array' }],
		['an object', { type: 'object', properties: { city: { type: 'string' } } }, { type: 'object' }],
		['an object by its properties alone', { properties: { city: {} } }, { type: 'object' }],
		['a text by its length alone', { minLength: 3 }, { type: 'string' }],
		['anything', {}, { type: 'object', wireType: 'json' }],
		['anything, as true', true, { type: 'object', wireType: 'json' }],
		['a choice of objects', { enum: [{ a: 1 }] }, { type: 'object', wireType: 'json' }],
		['an unknown type', { type: 'file' }, { type: 'object', wireType: 'json' }],
		[
			'a reference to another document',
			{ $ref: 'https://example.com/schema.json' },
			{ type: 'object', wireType: 'json' },
		],
		['a reference to nothing', { $ref: '#/$defs/Missing' }, { type: 'object', wireType: 'json' }],
	])('%s', (_who, property, expected, root = {}) => {
		expect(only(property, root)).toEqual(expected);
	});
});

test('defaults come as the editor takes them, and show what would be left out without them', () => {
	const properties = {
		tone: { type: 'string', default: 'kind' },
		count: { type: 'integer', default: 0 },
		urgent: { type: 'boolean', default: true },
		tags: { type: 'array', default: ['a'] },
		later: { type: 'boolean' },
	};
	expect(shown({ properties }).map(({ id, defaultValue, removed }) => [id, defaultValue, removed])).toEqual([
		['tone', 'kind', undefined],
		['count', 0, undefined],
		['urgent', true, undefined],
		['tags', '["a"]', undefined],
		['later', undefined, true],
	]);
});

test('a field has the title of its own, not of what it refers to', () => {
	const properties = {
		first: { $ref: '#/$defs/Level' },
		second: { title: 'Second Level', $ref: '#/$defs/Level' },
	};
	expect(shown({ properties, $defs: LEVEL_DEFS }).map(({ displayName }) => displayName)).toEqual([
		'first',
		'Second Level',
	]);
});

describe('which fields are required', () => {
	const requiredOf = (schema: unknown): unknown[] => shown(schema).map(({ id, required }) => [id, required]);

	test('is said by the list of the schema', () => {
		expect(requiredOf({ properties: { a: {}, b: {} }, required: ['b'] })).toEqual([
			['a', false],
			['b', true],
		]);
	});

	test('is said at the property, by some servers', () => {
		expect(requiredOf({ properties: { message: { type: 'string', required: true }, a: {} } })).toEqual([
			['message', true],
			['a', false],
		]);
	});

	test('is said by lists of parameters, whose order counts', () => {
		const parameters = [
			{ name: 'topic', type: 'string', required: true },
			{ name: 'count', type: 'int', default: 3 },
			{ name: 'level', schema: { enum: ['low', 'high'] } },
			{ type: 'string' },
			null,
		];
		expect(shown({ parameters })).toEqual([
			{ id: 'topic', displayName: 'topic', required: true, type: 'string' },
			{
				id: 'count',
				displayName: 'count',
				required: false,
				type: 'number',
				defaultValue: 3,
				wireType: 'integer',
			},
			{ id: 'level', displayName: 'level', required: false, type: 'options', options: LEVELS },
		]);
	});
});

describe('the fields of an input are found', () => {
	const ids = (schema: unknown): unknown[] => shown(schema).map(({ id }) => id);
	const question = { type: 'object', properties: { question: { type: 'string' } }, required: ['question'] };

	test.each<[string, unknown]>([
		[
			'behind a reference, as zod writes it',
			{ $ref: '#/definitions/Input', definitions: { Input: question } },
		],
		['in an object or nothing', { anyOf: [question, { type: 'null' }] }],
		['in a text', JSON.stringify(question)],
		['in a wrapper', { name: 'input', strict: true, schema: question }],
		['in the wrapper of a tool', { name: 'ask', parameters: question }],
	])('%s', (_where, schema) => {
		expect(shown(schema)).toEqual([
			{ id: 'question', displayName: 'question', required: true, type: 'string' },
		]);
	});

	test('in all parts that a schema is put together of', () => {
		const schema = { allOf: [question, { properties: { tone: {} } }], properties: { first: {} } };
		expect(ids(schema)).toEqual(expect.arrayContaining(['first', 'question', 'tone']));
	});

	test('in each of the objects that it may be, required where all require it', () => {
		const schema = {
			oneOf: [
				{ properties: { kind: { const: 'mail' }, to: { type: 'string' } }, required: ['kind', 'to'] },
				{ properties: { kind: { const: 'call' }, number: { type: 'string' } }, required: ['kind'] },
			],
		};
		expect(shown(schema).map(({ id, required, type }) => [id, required, type])).toEqual([
			['kind', true, 'options'],
			['to', false, 'string'],
			['number', false, 'string'],
		]);
	});

	test.each([
		undefined,
		null,
		7,
		'',
		'no JSON',
		[],
		{},
		{ properties: 'none' },
		{ properties: [] },
		{ parameters: 3 },
	])('nowhere in %j, and that is no error', (schema) => {
		expect(shown(schema)).toEqual([]);
	});
});
