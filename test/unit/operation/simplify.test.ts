import { simplified } from '../../../nodes/shared/operation/run/simplify';

describe('Simplify', () => {
	test('keeps the fields that people use, in their order', () => {
		expect(simplified([{ b: 1, c: 2, a: 3 }], ['a', 'b', 'd'])).toEqual([{ a: 3, b: 1 }]);
		expect(Object.keys(simplified({ b: 1, a: 3 }, ['a', 'b']))).toEqual(['a', 'b']);
	});

	test('leaves an answer alone that is none of what it shortens', () => {
		expect(simplified({ success: true }, ['id', 'name'])).toEqual({ success: true });
	});
});
