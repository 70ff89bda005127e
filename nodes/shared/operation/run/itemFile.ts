import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { ValidationError } from '../../transport/errors/errors';
import { quoted } from '../../transport/errors/quoted';
import { localField } from '../model/fields';
import { OutputItem, type OperationItem } from '../model/types';

/** Says which file of the input item is meant. */
export const inputFileField = localField({
	displayName: 'Input Data Field Name',
	name: 'inputDataFieldName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Name of the binary field of the input item that holds the file',
});

/** Says where a file goes in the output item. */
export const outputFileField = localField({
	displayName: 'Put Output File in Field',
	name: 'outputDataFieldName',
	type: 'string',
	required: true,
	default: 'data',
	placeholder: 'e.g. data',
	description: 'Name of the binary field of the output item to put the file in',
});

/** What is known of a file beside what is in it; n8n finds out what is missing. */
export interface FileFacts {
	name?: unknown;
	mimeType?: unknown;
}

/** n8n's own streams; a type of Node.js, which this package does not import. */
type FileContent = Parameters<OperationItem['host']['helpers']['prepareBinaryData']>[0];

/**
 * An output item with a file, in the field that the user named.
 * @param content a stream goes to where n8n keeps binary data without being held in memory here
 */
export async function fileItem(
	item: OperationItem,
	json: IDataObject,
	content: FileContent,
	{ name, mimeType }: FileFacts,
): Promise<OutputItem> {
	const field = item.value(outputFileField);
	const file = await item.host.helpers.prepareBinaryData(content, textOr(name), textOr(mimeType));
	return new OutputItem(json, { binary: { [field]: file } });
}

/**
 * Reads a file of the input item as text.
 * @throws ValidationError when it is none: its bytes would not survive
 */
export async function readTextFile(item: OperationItem): Promise<{ text: string; mimeType: string }> {
	const { helpers } = item.host;
	const field = item.value(inputFileField);
	const { mimeType } = assertFile(item, field);
	const bytes = await helpers.getBinaryDataBuffer(item.index, field);
	const text = bytes.toString('utf8');
	if (Buffer.from(text, 'utf8').equals(bytes)) return { text, mimeType };
	throw new ValidationError({
		message: `The file in the field ${quoted(field)} is not text in UTF-8`,
		hint: 'Agents keep text files only. Convert the file, for example with the Extract From File node.',
	});
}

/** @throws ValidationError when the input item has no file of that name */
function assertFile({ host, index }: OperationItem, field: string): IBinaryData {
	if (Object.hasOwn(host.getInputData()[index].binary ?? {}, field)) {
		return host.helpers.assertBinaryData(index, field);
	}
	throw new ValidationError({
		message: `The input item has no file in its field ${quoted(field)}`,
		hint: `Check the field '${inputFileField.property.displayName}', and that the node before hands on the file.`,
	});
}

const textOr = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;
