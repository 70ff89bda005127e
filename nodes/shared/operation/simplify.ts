import type { IDataObject } from 'n8n-workflow';

import type { OperationResult } from './types';

/** Keeps the named fields of one result or of each row; fields that are absent stay absent. */
export function pick(result: OperationResult, keys: string[]): OperationResult {
	return Array.isArray(result) ? result.map((row) => pickFrom(row, keys)) : pickFrom(result, keys);
}

function pickFrom(row: IDataObject, keys: string[]): IDataObject {
	return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, row[key]]));
}
