import { schemaFields } from '../../../nodes/shared/operation/editor/inputSchema';
import type { InputField } from '../../../nodes/shared/operation/model/inputField';

const shown = (schema: object): InputField[] => schemaFields(schema);

/** How the one field of a schema is shown whose property `field` is this. */
function only(property: unknown, root: object = {}): Partial<InputField> {
	const [{ type, wireType }] = shown({ properties: { field: property }, required: ['field'], ...root });
	return wireType === undefined ? { type } : { type, wireType };
}

describe('what goes round in circles ends', () => {
	test('a reference to itself', () => {
		const $defs = { Node: { $ref: '#/$defs/Node' } };
		expect(only({ $ref: '#/$defs/Node' }, { $defs })).toEqual({ type: 'object', wireType: 'json' });
	});

	test('references to each other', () => {
		const $defs = { A: { anyOf: [{ $ref: '#/$defs/B' }] }, B: { allOf: [{ $ref: '#/$defs/A' }] } };
		expect(only({ $ref: '#/$defs/A' }, { $defs })).toEqual({ type: 'object', wireType: 'json' });
	});

	test('a tree whose nodes are trees', () => {
		const $defs = {
			Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/Tree' } } } },
		};
		expect(only({ $ref: '#/$defs/Tree' }, { $defs })).toEqual({ type: 'object' });
	});

	test('a reference to the schema itself', () => {
		expect(only({ $ref: '#' })).toEqual({ type: 'object' });
	});

	test('references that branch in two at each of a hundred steps', () => {
		const step = (name: string, n: number) => ({
			anyOf: ['a', 'b'].map((next) => ({ $ref: `#/$defs/${next}${n + 1}` })),
			properties: { [name]: { type: 'string' }, same: { const: `${name}${n}` } },
		});
		const $defs = Object.fromEntries(
			Array.from({ length: 100 }).flatMap((_, n) => [
				[`a${n}`, step('a', n)],
				[`b${n}`, step('b', n)],
			]),
		);
		expect(shown({ $ref: '#/$defs/a0', $defs }).length).toBeGreaterThan(0);
	});

	test('what is nested deeper than a stack', () => {
		const deep = (depth: number): object =>
			Array.from({ length: depth }).reduce<object>((inner) => ({ anyOf: [inner] }), { type: 'string' });
		expect(only(deep(50_000))).toEqual({ type: 'object', wireType: 'json' });
	});
});
