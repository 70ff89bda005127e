import type { IDataObject } from 'n8n-workflow';

import { localField } from '../shared/operation/fields';
import type { Field, OperationItem } from '../shared/operation/types';
import { toWireValue } from '../shared/operation/values';
import { ValidationError } from '../shared/transport/errors';
import { boolValueProperty, stringValueProperty, valueProperty } from './scoreFields';

/** What a new score is sent with, by its data type. */
const CARRIERS = {
	numeric: localField({ ...valueProperty, required: true }, 'value'),
	categorical: localField({ ...stringValueProperty, required: true }, 'string_value'),
	boolean: localField(boolValueProperty, 'bool_value'),
};

/** The value of a new score: one field for each data type, of which one is shown. */
export const scoreValueFields: Field[] = Object.entries(CARRIERS).map(([dataType, field]) => ({
	...field,
	property: { ...field.property, displayOptions: { show: { dataType: [dataType] } } },
}));

/** Sources differ on what carries a boolean (API notes 10.20). */
export const booleanAsField = localField({
	displayName: 'Send Boolean As',
	name: 'booleanAs',
	type: 'options',
	options: [
		{ name: 'Number', value: 'number', description: 'As 1 or 0 in the field value' },
		{ name: 'True or False', value: 'boolean', description: 'As true or false in the field bool_value' },
	],
	default: 'boolean',
	displayOptions: { show: { '/dataType': ['boolean'] } },
	description: 'How to send the value of a boolean score. Change it only for servers that take the number.',
});

/** Creates a score whose value goes into the field that its data type asks for. */
export async function createScore(item: OperationItem): Promise<IDataObject> {
	const request = item.request({ method: 'POST', path: '/api/v1/scores' });
	return await item.client.data<IDataObject>({
		...request,
		body: { ...request.body, ...scoreValue(item, request.body.data_type) },
	});
}

function scoreValue(item: OperationItem, dataType: unknown): IDataObject {
	if (!isDataType(dataType)) {
		throw new ValidationError({
			message: "The field 'Data Type' needs one of boolean, categorical and numeric",
			hint: 'Check the value, or the expression that gives it.',
		});
	}
	const { property, wireName } = CARRIERS[dataType];
	const value = toWireValue(property, item.parameter(property.name));
	const asNumber = dataType === 'boolean' && item.parameter('options.booleanAs', 'boolean') === 'number';
	return (asNumber ? { value: value ? 1 : 0 } : { [wireName]: value }) as IDataObject;
}

function isDataType(value: unknown): value is keyof typeof CARRIERS {
	return Object.keys(CARRIERS).includes(String(value));
}
