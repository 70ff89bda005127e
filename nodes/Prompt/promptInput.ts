import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { localField } from '../shared/operation/fields';
import { parseJsonField } from '../shared/operation/json';
import type { OperationItem } from '../shared/operation/types';
import { isObject } from '../shared/transport/envelope';
import { ValidationError } from '../shared/transport/errors';

const inputMode: INodeProperties = {
	displayName: 'Input',
	name: 'inputMode',
	type: 'options',
	options: [
		{
			name: 'Using Fields Below',
			value: 'fields',
			description: 'Write each variable of the prompt by itself',
		},
		{ name: 'Using JSON', value: 'json', description: 'Write all variables as one JSON object' },
	],
	default: 'fields',
	description: 'How to give the prompt its variables',
};

const variables: INodeProperties = {
	displayName: 'Variables',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Variable',
	default: {},
	displayOptions: { show: { inputMode: ['fields'] } },
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. question',
					description: 'Name of the variable, as it stands between {{ and }} in the prompt',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. Where is my order?',
					description: 'Text, or an expression that gives a number, a list or an object',
				},
			],
		},
	],
	description: 'The variables of the prompt',
};

const input: INodeProperties = {
	displayName: 'Input JSON',
	name: 'input',
	type: 'json',
	default: '{}',
	required: true,
	placeholder: 'e.g. {"question": "Where is my order?"}',
	displayOptions: { show: { inputMode: ['json'] } },
	description: 'The variables of the prompt as one JSON object, by the names that the prompt uses',
};

/** The fields by which users fill the variables of a prompt. */
export const promptInputFields = [inputMode, variables, input].map((property) => localField(property));

/**
 * Reads the variables that the user gave for this item.
 * @throws ValidationError when they are not an object
 */
export function readPromptInput(item: OperationItem): IDataObject {
	if (item.parameter('inputMode', 'fields') !== 'json') return namedVariables(item);
	const value = parseJsonField(item.parameter('input', '{}'), input.displayName) ?? {};
	if (isObject(value)) return value as IDataObject;
	throw new ValidationError({
		message: `The field '${input.displayName}' must be a JSON object`,
		hint: 'Write an object such as {"question": "Where is my order?"}.',
	});
}

function namedVariables(item: OperationItem): IDataObject {
	const entries = item.parameter('variables.variable', []) as IDataObject[];
	const named = entries.map(({ name, value }) => [String(name ?? '').trim(), value] as const);
	return Object.fromEntries(named.filter(([name]) => name !== ''));
}
