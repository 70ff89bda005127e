import type { IDataObject } from 'n8n-workflow';

import { additionalFields, bodyField, localField, pathField } from '../shared/operation/model/fields';
import { inputFileField, readTextFile } from '../shared/operation/run/itemFile';
import { locator } from '../shared/operation/model/locators';
import type { Field, ItemParameters, OperationItem } from '../shared/operation/model/types';

const forSource = (contentSource: string) => ({ show: { contentSource: [contentSource] } });

const contentSource = localField({
	displayName: 'Content From',
	name: 'contentSource',
	type: 'options',
	options: [
		{ name: 'File', value: 'file', description: 'A text file in a binary field of the input item' },
		{ name: 'Text', value: 'text', description: 'The field below' },
	],
	default: 'text',
	description: 'Where to take from what is written',
});

const agent = pathField(locator('searchAgents'));
const file = bodyField(
	locator('searchAgentFiles', {
		description: 'The file to write, picked from the list or given by its path, which may be a new one',
	}),
);

/** What to write, where, and how. */
export const writeFileFields: Field[] = [
	agent,
	file,
	contentSource,
	bodyField({
		displayName: 'Content',
		name: 'content',
		type: 'string',
		typeOptions: { rows: 5 },
		default: '',
		displayOptions: forSource('text'),
		description: 'The text to write',
	}),
	{
		...inputFileField,
		property: { ...inputFileField.property, displayOptions: forSource('file') },
	},
	bodyField({
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'Append', value: 'append', description: 'Add to the end of what is in the file' },
			{ name: 'Overwrite', value: 'overwrite', description: 'Put it in the place of what is in the file' },
		],
		default: 'overwrite',
		description: 'What to do when the file is there already',
	}),
	additionalFields([
		bodyField({
			displayName: 'MIME Type',
			name: 'mimeType',
			type: 'string',
			default: '',
			placeholder: 'e.g. text/markdown',
			description: 'What kind of text it is. The one of the binary field if not set.',
		}),
	]),
];

/** Writes to one file keep the order of the items, because each may add to what the one before wrote. */
export function fileKey(item: ItemParameters): string {
	return JSON.stringify([agent, file].map((field) => item.value(field)));
}

/** Writes a file of an agent. What is added to a file is sent once alone, because it would be there twice. */
export async function writeFile(item: OperationItem): Promise<IDataObject> {
	const request = item.request();
	const written = item.value(contentSource) === 'file' ? await fromFile(item) : { content: '' };
	return await item.client.data<IDataObject>({
		...request,
		body: { ...written, ...request.body },
		once: request.body.mode === 'append',
	});
}

async function fromFile(item: OperationItem): Promise<IDataObject> {
	const { text, mimeType } = await readTextFile(item);
	return { content: text, mime_type: mimeType };
}
