import type { IDataObject } from 'n8n-workflow';

import { additionalFields, localField, queryField } from '../shared/operation/model/fields';
import { fileItem, outputFileField } from '../shared/operation/run/itemFile';
import type { Field, OperationItem, OperationResult } from '../shared/operation/model/types';
import { isObject } from '../shared/values';

const returnAs = localField({
	displayName: 'Return As',
	name: 'returnAs',
	type: 'options',
	options: [
		{ name: 'File', value: 'file', description: 'In a binary field, for nodes that send or store files' },
		{ name: 'Text', value: 'text', description: 'In the field content' },
	],
	default: 'text',
	description: 'Where to put what is in the file',
});

/** How to hand out what is in a file, and how much of it. */
export const readFileFields: Field[] = [
	returnAs,
	{
		...outputFileField,
		property: { ...outputFileField.property, displayOptions: { show: { returnAs: ['file'] } } },
	},
	additionalFields([
		queryField({
			displayName: 'Line Limit',
			name: 'lineLimit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			description: 'Largest number of lines to read. The field truncated says whether there are more.',
		}),
		queryField({
			displayName: 'Line Offset',
			name: 'lineOffset',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'How many lines to skip at the start of the file',
		}),
	]),
];

/** Reads a file of an agent. PromptRails keeps text there, so that a file is its text in UTF-8. */
export async function readFile(item: OperationItem): Promise<OperationResult> {
	const request = item.request();
	const answer = await item.client.data<IDataObject>(request);
	if (item.value(returnAs) !== 'file') return answer;
	const { content, ...about } = answer;
	const file = isObject(about.file) ? about.file : {};
	return await fileItem(item, about, Buffer.from(String(content ?? ''), 'utf8'), {
		name: file.name ?? String(request.query.path).split('/').pop(),
		mimeType: file.mime_type,
	});
}
