import type { IDataObject } from 'n8n-workflow';

import { ItemWithFile, type JsonResult, type OperationResult, type Simplify } from '../model/types';

/** Shortens one result, or each row; fields that are absent stay absent. */
export function simplified(result: OperationResult, how: Simplify): OperationResult {
	const shorten = (row: IDataObject): JsonResult => (Array.isArray(how) ? pick(row, how) : how(row));
	if (result instanceof ItemWithFile) {
		const [json] = [shorten(result.json)].flat();
		return new ItemWithFile(json, result.binary);
	}
	return Array.isArray(result) ? result.flatMap<IDataObject>(shorten) : shorten(result);
}

/** Some of the fields of a row; one that has none of them, such as `{success: true}`, stays as it is. */
export function pick(row: IDataObject, keys: string[]): IDataObject {
	const known = keys.filter((key) => key in row);
	return known.length === 0 ? row : Object.fromEntries(known.map((key) => [key, row[key]]));
}
