import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import { toWireValue } from '../../../nodes/shared/operation/values';

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
	['json', '{"a": }', 'is not valid JSON (line 1, column 7)'],
])('a %s field that holds %p is refused by its name', (type, raw, message) => {
	expect(() => toWireValue(property(type), raw)).toThrow(`The field 'The Field' ${message}`);
});

test.each([undefined, null, '', '  '])('a required field that holds %p is refused as empty', (raw) => {
	expect(() => toWireValue(property('string', true), raw)).toThrow("The field 'The Field' is empty");
});
