import type { IDataObject } from 'n8n-workflow';

import { additionalField, localField } from '../shared/operation/model/fields';
import { parseJsonField } from '../shared/operation/run/json';
import type { OperationItem } from '../shared/operation/model/types';
import { toWireValue } from '../shared/operation/run/wireValue';
import { toRows } from '../shared/values';

const name = localField({
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. city',
	description: 'Name of the parameter, as in its placeholder in the query',
});

const type = localField({
	displayName: 'Type',
	name: 'type',
	type: 'string',
	default: 'string',
	placeholder: 'e.g. string',
	description: 'Type of its values, such as string, number or boolean',
});

const required = localField({
	displayName: 'Required',
	name: 'required',
	type: 'boolean',
	default: false,
	description: 'Whether every query must give a value',
});

const fallback = localField({
	displayName: 'Default',
	name: 'default',
	type: 'string',
	default: '',
	placeholder: 'e.g. London',
	description: 'Value for queries that give none, converted to the type. Nothing if left empty.',
});

const description = localField({
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. City of the customer',
	description: 'What the parameter means',
});

const COLUMNS = [name, type, required, fallback, description];

/** The parameters that a query declares, as a form. */
export const parametersForm = localField({
	displayName: 'Parameters',
	name: 'parameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	options: [{ displayName: 'Parameter', name: 'parameter', values: COLUMNS.map(({ property }) => property) }],
	description: 'The parameters of the query template: one for each placeholder in it',
});

/** The same as JSON, for those who have it already. */
export const parametersJson = additionalField({
	displayName: 'Parameters JSON',
	name: 'parametersJson',
	type: 'json',
	default: '[]',
	placeholder: 'e.g. [{"name": "city", "type": "string", "required": true}]',
	description: 'The parameters as a JSON array, in place of the Parameters above',
});

/**
 * Reads the parameters that the user declared, in either way.
 * @returns undefined when there are none
 */
export function declaredParameters(item: OperationItem): IDataObject[] | undefined {
	const json = item.given(parametersJson);
	if (json !== undefined) return json as IDataObject[];
	const rows = toRows(item.value(parametersForm).parameter) as IDataObject[];
	return rows.length > 0 ? rows.map(declaration) : undefined;
}

/** One parameter as PromptRails wants it: an empty default means that there is none. */
function declaration(row: IDataObject): IDataObject {
	const entries = COLUMNS.map(({ property, wireName }) => [
		wireName,
		toWireValue(property, row[property.name]),
	]);
	const { default: value, ...rest } = Object.fromEntries(entries) as IDataObject;
	return value === '' || value === undefined ? rest : { ...rest, default: typed(value, rest.type) };
}

function typed(value: unknown, type: unknown): IDataObject {
	const isText = ['string', 'text', 'date', 'datetime'].includes(String(type).toLowerCase());
	return (isText ? value : parseJsonField(value, fallback.property.displayName)) as IDataObject;
}
