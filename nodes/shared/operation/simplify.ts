import type { IDataObject } from 'n8n-workflow';

import type { OperationResult, Simplify } from './types';

/** Shortens one result, or each row; fields that are absent stay absent. */
export function simplified(result: OperationResult, how: Simplify): OperationResult {
	const shorten = (row: IDataObject): OperationResult => (Array.isArray(how) ? pick(row, how) : how(row));
	return Array.isArray(result) ? result.flatMap<IDataObject>(shorten) : shorten(result);
}

function pick(row: IDataObject, keys: string[]): IDataObject {
	return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, row[key]]));
}
