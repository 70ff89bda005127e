import type { IDataObject } from 'n8n-workflow';

import {
	type JsonResult,
	type OperationResult,
	OutputItem,
	type OutputRow,
	type Simplify,
} from '../model/types';

/** Shortens one result, or each row; fields that are absent stay absent. */
export function simplified(result: OperationResult, how: Simplify): OperationResult {
	const shorten = (row: IDataObject): JsonResult => (Array.isArray(how) ? pick(row, how) : how(row));
	const shortened = (row: OutputRow): OperationResult => {
		if (!(row instanceof OutputItem)) return shorten(row);
		const [json] = [shorten(row.json)].flat();
		return new OutputItem(json, row.rest);
	};
	return Array.isArray(result) ? result.flatMap<OutputRow>(shortened) : shortened(result);
}

/** Some of the fields of a row; one that has none of them, such as `{success: true}`, stays as it is. */
export function pick(row: IDataObject, keys: string[]): IDataObject {
	const picked: IDataObject = {};
	for (const key of keys) {
		if (key in row) picked[key] = row[key];
	}
	return Object.keys(picked).length === 0 ? row : picked;
}
