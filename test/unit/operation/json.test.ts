import { parseJsonField } from '../../../nodes/shared/operation/run/json';

describe('JSON as other nodes and models give it', () => {
	test.each([
		['in a block of code', '```json\n{"a": 1}\n```'],
		['in a block of code between blanks', '\n```\n{"a": 1}```\n '],
		['written as a text twice', JSON.stringify('{"a": 1}')],
		['as an object', { a: 1 }],
	])('%s is read', (_how, raw) => {
		expect(parseJsonField(raw, 'Input JSON')).toEqual({ a: 1 });
	});

	test('a text that only begins like JSON stays a text', () => {
		expect(parseJsonField('"[urgent] call back"', 'Input JSON')).toBe('[urgent] call back');
	});

	test('a place in a block of code is counted with its first line', () => {
		expect(() => parseJsonField('```json\n{"a": }\n```', 'Input JSON')).toThrow('(line 2, column 7)');
	});

	test('a line break inside of a text, which an expression put there, is told with what helps', () => {
		expect(() => parseJsonField('{"text": "one\ntwo"}', 'Input JSON')).toThrow(
			expect.objectContaining({
				message: expect.stringContaining("The field 'Input JSON' is not valid JSON (line 1"),
				hint: expect.stringContaining('JSON.stringify()'),
			}),
		);
	});
});
