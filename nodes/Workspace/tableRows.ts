import type { IDataObject } from 'n8n-workflow';

import type { JsonResult } from '../shared/operation/model/types';
import { isObject, toRows } from '../shared/values';

/** The rows of a query's answer, by column name; an answer of any other shape as it came: the shape is not documented. */
export function tableRows(answer: IDataObject): JsonResult {
	const { columns, rows } = answer;
	if (!Array.isArray(columns) || !Array.isArray(rows)) return answer;
	const names = distinct(columns.map(columnName));
	return (rows as unknown[]).flatMap((cells) =>
		Array.isArray(cells)
			? [Object.fromEntries(names.map((name, index) => [name, cells[index] as IDataObject]))]
			: (toRows([cells]) as IDataObject[]),
	);
}

function columnName(column: unknown): string {
	return String(isObject(column) ? (column.name ?? '') : column);
}

/** Joins often select two columns of one name: the second becomes `name_2`, so that neither is lost. */
function distinct(names: string[]): string[] {
	const taken = new Set(names);
	const seen = new Set<string>();
	return names.map((name) => {
		if (!seen.has(name)) {
			seen.add(name);
			return name;
		}
		let count = 2;
		while (taken.has(`${name}_${count}`)) count += 1;
		taken.add(`${name}_${count}`);
		return `${name}_${count}`;
	});
}
