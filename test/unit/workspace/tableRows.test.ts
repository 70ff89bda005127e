import { tableRows } from '../../../nodes/Workspace/tableRows';

test('rows become objects by column name', () => {
	const answer = {
		columns: ['id', 'name'],
		rows: [
			[1, 'Ada'],
			[2, null],
		],
	};
	expect(tableRows(answer)).toEqual([
		{ id: 1, name: 'Ada' },
		{ id: 2, name: null },
	]);
});

test('columns of the same name are kept apart, and columns may be objects', () => {
	expect(tableRows({ columns: ['id', { name: 'id' }], rows: [[1, 2]] })).toEqual([{ id: 1, id_2: 2 }]);
});

test.each([
	[
		['a', 'a', 'a'],
		['a', 'a_2', 'a_3'],
	],
	[
		['a', 'a', 'a_2'],
		['a', 'a_3', 'a_2'],
	],
	[
		['a_2', 'a', 'a'],
		['a_2', 'a', 'a_3'],
	],
])('no column of %j is lost', (columns, names) => {
	expect(tableRows({ columns, rows: [[1, 2, 3]] })).toEqual([
		{ [names[0]]: 1, [names[1]]: 2, [names[2]]: 3 },
	]);
});

test('rows that are objects or single values stay readable', () => {
	expect(tableRows({ columns: ['id'], rows: [{ id: 1 }, 7] })).toEqual([{ id: 1 }, { value: 7 }]);
});

test.each([{ result: 'ok' }, { rows: [[1]] }, { columns: 'id', rows: [] }])(
	'an answer of another shape stays as it is: %j',
	(answer) => {
		expect(tableRows(answer)).toBe(answer);
	},
);

test('no rows are no items', () => {
	expect(tableRows({ columns: ['id'], rows: [] })).toEqual([]);
});
