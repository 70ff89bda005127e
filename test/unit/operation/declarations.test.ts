import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { declared } from '../../contracts';
import { commonOptions } from '../../../nodes/shared/operation/model/commonFields';
import type { Field, Operation } from '../../../nodes/shared/operation/model/types';

const NODES = resolve(__dirname, '../../../nodes');

const operations: Array<[string, Operation]> = Object.entries(declared).flatMap(([node, { resources }]) =>
	resources.flatMap(({ value, operations: own }) =>
		own.map((operation): [string, Operation] => [
			[node, value, operation.value].filter(Boolean).join(' '),
			operation,
		]),
	),
);

const named = (fields: Field[]): string[] => fields.map(({ property }) => property.name);

describe.each(operations)('%s', (_name, { request, fields, options = [] }) => {
	test('has a field for each name in its path', () => {
		const names = [...request.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
		const given = fields.flatMap(({ place, wireName, property }) =>
			place === 'path' ? wireName : place === 'local' ? property.name : [],
		);
		expect(names.filter((name) => !given.includes(name))).toEqual([]);
	});

	test('has each field in the collection in which its code reads it', () => {
		const collections: Array<[string | undefined, Field[]]> = [
			[undefined, fields],
			['options', [...options, ...commonOptions()]],
			...fields.map(({ property, children = [] }): [string, Field[]] => [property.name, children]),
		];
		const misplaced = collections.flatMap(([collection, inside]) =>
			inside.filter(
				({ place, inCollection }) =>
					(place === 'local' || inCollection !== undefined) && inCollection !== collection,
			),
		);
		expect(named(misplaced)).toEqual([]);
	});
});

/** Every label that the source gives to a parameter, in whatever way. */
function labelsIn(source: string): string[] {
	return [...source.matchAll(/displayName:\s*(?:'([^'\n]+)'|`([^`\n]+)`)/g)].map(([, a, b]) => a ?? b);
}

test('each field and option that an error or a hint names is there', () => {
	const files = readdirSync(NODES, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.ts'),
	);
	const sources = files.map((file) => readFileSync(join(NODES, file), 'utf8'));
	const labels = new Set(sources.flatMap(labelsIn));
	const mentions = sources.flatMap((source) =>
		[...source.matchAll(/\b(?:field|option|setting|parameter) '([A-Z][^'$\n]*)'/g)].map(([, label]) => label),
	);
	expect(mentions.length).toBeGreaterThan(5);
	expect(mentions.filter((label) => !labels.has(label))).toEqual([]);
});
