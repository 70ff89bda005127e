import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import { parseJsonField } from '../../../nodes/shared/operation/run/json';
import { checkChoice, toWireValue } from '../../../nodes/shared/operation/run/wireValue';

const property = (type: INodeProperties['type'], required = false): INodeProperties => ({
	displayName: 'The Field',
	name: 'theField',
	type,
	default: '',
	required,
});

test.each<[INodeProperties['type'], unknown, unknown]>([
	['string', 'a', 'a'],
	['string', 7, '7'],
	['string', '', ''],
	['string', undefined, undefined],
	['number', '7.5', 7.5],
	['number', 0, 0],
	['number', '', undefined],
	['boolean', 'TRUE', true],
	['boolean', false, false],
	['json', '{"a": 1}', { a: 1 }],
	['json', { a: 1 }, { a: 1 }],
	['json', ' ', undefined],
	['dateTime', '2026-01-31', '2026-01-31T00:00:00.000Z'],
	['dateTime', '2026-01-31T12:00:00+02:00', '2026-01-31T10:00:00.000Z'],
	['dateTime', DateTime.fromISO('2026-01-31T12:00:00Z'), '2026-01-31T12:00:00.000Z'],
	['dateTime', '2026-01', '2026-01-01T00:00:00.000Z'],
	['dateTime', '2028-02-29T12:00Z', '2028-02-29T12:00:00.000Z'],
	['dateTime', '2026-01-31T12:00:00.5-0130', '2026-01-31T13:30:00.500Z'],
	['dateTime', '', undefined],
])('a %s field that holds %p is sent as %p', (type, raw, expected) => {
	expect(toWireValue(property(type), raw)).toEqual(expected);
});

test.each<[INodeProperties['type'], unknown, string]>([
	['string', { a: 1 }, 'needs a text'],
	['number', 'many', 'needs a number'],
	['number', NaN, 'needs a number'],
	['number', {}, 'needs a number'],
	['boolean', 'yes', 'needs true or false'],
	['dateTime', 'tomorrow', 'needs a date'],
	['dateTime', '2026-02-30', 'needs a date'],
	['dateTime', '2026-02-29T12:00:00Z', 'needs a date'],
	['dateTime', '2026-13-01', 'needs a date'],
	['dateTime', '2026-01-31T25:00:00Z', 'needs a date'],
	['dateTime', '12', 'needs a date'],
	['dateTime', '../2026-01-31', 'needs a date'],
	['dateTime', 1e12, 'needs a date'],
	['json', '{"a": }', 'is not valid JSON (line 1, column 7)'],
])('a %s field that holds %p is refused by its name', (type, raw, message) => {
	expect(() => toWireValue(property(type), raw)).toThrow(`The field 'The Field' ${message}`);
});

test.each([undefined, null, '', '  '])('a required field that holds %p is refused as empty', (raw) => {
	expect(() => toWireValue(property('string', true), raw)).toThrow("The field 'The Field' is empty");
});

describe('JSON that is nested too deeply', () => {
	const lists = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
	const itself: unknown[] = [];
	itself.push(itself, itself);

	test.each([
		['text', lists(5000)],
		['a value', JSON.parse(lists(5000))],
		['what contains itself', itself],
	])('is refused as %s, by the name of its field', (_kind, raw) => {
		expect(() => parseJsonField(raw, 'Metadata')).toThrow("The field 'Metadata' is nested too deeply");
	});

	test('is deeper than anybody writes', () => {
		expect(parseJsonField(lists(400), 'Metadata')).toEqual(JSON.parse(lists(400)));
	});
});

describe('a dropdown', () => {
	const mode: INodeProperties = {
		...property('options'),
		options: [
			{ name: 'Hold', value: 'hold' },
			{ name: 'Sleep', value: 'sleep' },
		],
	};

	test('takes its choices', () => {
		expect(() => checkChoice(mode, 'sleep')).not.toThrow();
	});

	test.each(['Sleep', '', null, undefined, 'constructor', ['hold']])('refuses %p by its name', (value) => {
		expect(() => checkChoice(mode, value)).toThrow("The field 'The Field' is set to none of its choices");
	});
});
