import type { IDataObject } from 'n8n-workflow';

import { ValidationError } from '../../transport/errors/errors';
import type { Shortfall } from '../../transport/http/pagination';
import { limitField, returnAllField } from '../model/commonFields';
import type { ItemContext } from './itemContext';
import type {
	CodedOperation,
	FilledRequest,
	OperationItem,
	OperationResult,
	PlainOperation,
} from '../model/types';
import { refusedByState } from './refusedByState';
import { isObject, type Row, toRows } from '../../values';

/** Runs the item's operation, by its own code or as the request that it describes, and simplifies what came. */
export async function runOperation(
	item: ItemContext,
	operation: PlainOperation | CodedOperation,
): Promise<OperationResult> {
	item.checkLocals();
	const running = 'run' in operation ? operation.run(item) : runPlain(item, operation);
	return item.shorten(
		await running.catch((error: unknown) => {
			throw item.labelled(error);
		}),
	);
}

async function runPlain(
	item: OperationItem,
	{ request: { method }, result, refusal }: PlainOperation,
): Promise<OperationResult> {
	const request = item.request();
	if (method === 'PATCH' && Object.keys(request.body).length === 0) {
		throw new ValidationError({
			message: 'There is nothing to change',
			hint: 'Add at least one of the additional fields.',
		});
	}
	if (result === 'paged') return await readRows(item, request);
	if (result === 'list') return (await wholeList(item, request)).slice(0, rowLimit(item)) as IDataObject[];
	if (result === 'all') return (await wholeList(item, request)) as IDataObject[];
	const { data } = await item.client
		.request({ ...request, expects: request.expects ?? (result === 'deleted' ? 'any' : 'data') })
		.catch(async (error: unknown) => {
			throw refusal ? await refusedByState(item, refusal, request, error) : error;
		});
	if (result === 'deleted') return deleted(data);
	if (Array.isArray(data)) return toRows(data) as IDataObject[];
	return isObject(data) ? (data as IDataObject) : { success: true };
}

/** What a deletion gives: that it is done, and how many it were where the server says so. */
export function deleted(data: unknown): IDataObject {
	const count = isObject(data) && typeof data.deleted === 'number' ? { count: data.deleted } : {};
	return { deleted: true, ...count };
}

async function wholeList(item: OperationItem, request: FilledRequest): Promise<Row[]> {
	const { data, isListed = () => true } = await item.client.request({ expects: 'data', ...request });
	return toRows(data).filter(isListed);
}

async function readRows(item: OperationItem, request: FilledRequest): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	const onShortfall = ({ total, read }: Shortfall): void =>
		item.hint(
			`PromptRails counts ${total} rows in this list and gave ${read} of them, although it was read again. Rows may be missing.`,
		);
	for await (const page of item.client.list(request, rowLimit(item), onShortfall)) {
		for (const row of page) rows.push(row as IDataObject);
	}
	return rows;
}

/** @returns undefined when the user wants all rows */
function rowLimit(item: OperationItem): number | undefined {
	if (item.value(returnAllField)) return undefined;
	const limit = item.given(limitField);
	if (limit === undefined || limit < 1) {
		throw new ValidationError({ message: "The field 'Limit' needs a number of at least 1" });
	}
	return Math.floor(limit);
}
