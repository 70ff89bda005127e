import type { INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { putFieldValue } from '../run/fieldValue';
import { bodyField } from './fields';
import { withoutLocator } from './locators';
import type { Field } from './types';
import { isObject } from '../../values';

/** A form in which users add rows, each with the same columns. */
interface RowsForm {
	property: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions' | 'required'>;
	/** Name of one row as the form shows it. */
	rowName: string;
	columns: Field[];
	wireName?: string;
	/** Adds what a row has beside its columns, such as its place in the order. */
	complete?: (row: Record<string, unknown>, index: number) => Record<string, unknown>;
}

/** A body field that is sent as an array with one object a row; columns that are hidden or left empty are not sent. */
export function rowsField({
	property,
	rowName,
	columns,
	wireName,
	complete = (row) => row,
}: RowsForm): Field {
	const toRow = (raw: unknown, index: number): Record<string, unknown> => {
		const row: Record<string, unknown> = {};
		const values = isObject(raw) ? raw : {};
		for (const column of columns.filter(({ property }) => isShown(property, values))) {
			putFieldValue(row, column, plainValue(values[column.property.name]));
		}
		return complete(row, index);
	};
	return {
		...bodyField(
			{
				...property,
				type: 'fixedCollection',
				typeOptions: { multipleValues: true, sortable: true },
				placeholder: `Add ${rowName}`,
				default: {},
				options: [{ displayName: rowName, name: 'rows', values: columns.map((column) => column.property) }],
			},
			wireName,
		),
		columns,
		convert: (value) => (isObject(value) && Array.isArray(value.rows) ? value.rows.map(toRow) : undefined),
	};
}

/** Whether a column counts in a row: the others of the row decide, as they do in the editor. */
function isShown({ displayOptions }: INodeProperties, values: Record<string, unknown>): boolean {
	return Object.entries(displayOptions?.show ?? {}).every(([name, wanted]) =>
		wanted?.includes(values[name] as NodeParameterValue),
	);
}

/** Reduces a resource locator to its value; an empty text of a column is no value. */
function plainValue(raw: unknown): unknown {
	const value = withoutLocator(raw);
	return value === '' ? undefined : value;
}
