import type { IDataObject } from 'n8n-workflow';

import { bodyField, optionField } from '../shared/operation/model/fields';
import type { Field, OperationItem } from '../shared/operation/model/types';
import { boolValueProperty, stringValueProperty, valueProperty } from './scoreFields';

const forType = (dataType: string) => ({ displayOptions: { show: { dataType: [dataType] } } });

/** The value of a new score: one field for each data type, of which one is shown. */
export const scoreValueFields: Field[] = [
	bodyField({ ...valueProperty, ...forType('numeric'), required: true }),
	bodyField({ ...stringValueProperty, ...forType('categorical'), required: true }),
	bodyField({ ...boolValueProperty, ...forType('boolean') }),
];

/** PromptRails' documentation and SDKs differ on what carries a boolean (docs/platform.md, P37). */
export const booleanAsField = optionField({
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

/** Creates a score; a boolean one is sent the way that the user chose. */
export async function createScore(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const { bool_value, ...body } = request.body;
	const asNumber = bool_value !== undefined && item.value(booleanAsField) === 'number';
	return await item.client.data<IDataObject>(
		asNumber ? { ...request, body: { ...body, value: bool_value ? 1 : 0 } } : request,
	);
}
