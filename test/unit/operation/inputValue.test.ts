import { DateTime } from 'luxon';

import { inputField, type InputField } from '../../../nodes/shared/operation/model/inputField';
import { inputValue } from '../../../nodes/shared/operation/run/inputValue';

const BERLIN = 'Europe/Berlin';
const choices = (...values: Array<string | number>): Partial<InputField> => ({
	options: values.map((value) => ({ name: String(value), value })),
});
const field = (type: InputField['type'], more: Partial<InputField> = {}): InputField =>
	inputField('theField', type, { displayName: 'The Field', ...more });

const noon = DateTime.fromISO('2026-01-31T12:00:00', { zone: BERLIN });

const CONVERTED: Array<[string, InputField, unknown, unknown]> = [
	['a number', field('number'), '12', 12],
	['a number', field('number'), ' 7.5\n', 7.5],
	['a whole number', field('number', { wireType: 'integer' }), '12', 12],
	['a boolean', field('boolean'), 'FALSE', false],
	['a boolean', field('boolean'), 'true ', true],
	['a boolean', field('boolean'), 1, true],
	['a text', field('string'), 8001, '8001'],
	['a text', field('string'), true, 'true'],
	['a text', field('string'), '  as it stands\n', '  as it stands\n'],
	['a text', field('string'), noon, '2026-01-31T11:00:00.000Z'],
	['an e-mail address', field('string', { wireType: 'line' }), ' "ada@example.com"\u200B', 'ada@example.com'],
	['a moment', field('dateTime'), '2026-01-31T12:00:00', '2026-01-31T11:00:00.000Z'],
	['a moment', field('dateTime'), noon, '2026-01-31T11:00:00.000Z'],
	['a day', field('dateTime', { wireType: 'date' }), '2026-01-31', '2026-01-31'],
	['a day', field('dateTime', { wireType: 'date' }), '2026-01-31T00:00:00', '2026-01-31'],
	['a day', field('dateTime', { wireType: 'date' }), '2026-01-30T23:30:00Z', '2026-01-31'],
	['a time', field('time'), ' 09:30 ', '09:30'],
	['a choice', field('options', choices('low', 'high')), ' high', 'high'],
	['a choice of numbers', field('options', choices(1, 2)), '2', 2],
	['a choice of numbers as text', field('options', choices('1', '2')), 2, '2'],
	['a list', field('array'), '["a"]', ['a']],
	['a list', field('array'), ['a'], ['a']],
	['an object', field('object'), '{"a": 1}', { a: 1 }],
	['anything', field('object', { wireType: 'json' }), '[1]', [1]],
	['anything', field('object', { wireType: 'json' }), 7, 7],
	['a text or a number', field('string', { wireType: 'scalar' }), 7, 7],
	['a variable of a template', field('string', { wireType: 'scalar' }), { city: 'Rome' }, { city: 'Rome' }],
];

test.each(CONVERTED.map(([what, declared, raw, sent]) => ({ what, declared, raw, sent })))(
	'$what that holds $raw is sent as $sent',
	({ declared, raw, sent }) => {
		expect(inputValue(declared, raw, BERLIN)).toEqual(sent);
	},
);

const REFUSED: Array<[InputField, unknown, string]> = [
	[field('number'), 'many', 'needs a number'],
	[field('number', { wireType: 'integer' }), '1.5', 'needs a whole number'],
	[field('boolean'), 'perhaps', 'needs true or false'],
	[field('string'), { a: 1 }, 'needs a text'],
	[field('dateTime'), '31/01/2026', 'needs a date'],
	[field('dateTime', { wireType: 'date' }), '2026-02-30', 'needs a date'],
	[field('options', choices('low', 'high')), 'medium', 'is set to none of its choices'],
	[field('array'), '{"a": 1}', 'needs a list'],
	[field('array'), 'a, b', 'is not valid JSON'],
	[field('object'), '["a"]', 'needs an object'],
	[field('object', { wireType: 'json' }), '{', 'is not valid JSON'],
];

test.each(REFUSED.map(([declared, raw, message]) => ({ declared, type: declared.type, raw, message })))(
	'a field of the type $type that holds $raw is refused by its name: it $message',
	({ declared, raw, message }) => {
		expect(() => inputValue(declared, raw, BERLIN)).toThrow(`The field 'The Field' ${message}`);
	},
);

const TYPES = ['string', 'number', 'boolean', 'dateTime', 'time', 'options', 'array', 'object'] as const;

describe.each(TYPES)('a blank field of the type %s', (type) => {
	test.each([undefined, null, '', ' \n\u200B'])(
		'that holds %j is left out, and refused where it is required',
		(raw) => {
			expect(inputValue(field(type, choices('a')), raw, BERLIN)).toBeUndefined();
			const required = field(type, { ...choices('a'), required: true });
			expect(() => inputValue(required, raw, BERLIN)).toThrow("The field 'The Field' is empty");
		},
	);
});
