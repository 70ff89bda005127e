import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { inputChoice, readInput } from '../shared/operation/inputChoice';
import type { OperationItem } from '../shared/operation/types';
import { toWireValue } from '../shared/operation/values';

const variableName: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. question',
	description: 'Name of the variable, as it stands between {{ and }} in the prompt',
};

const variables: INodeProperties = {
	displayName: 'Variables',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Variable',
	default: {},
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				variableName,
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

/** The fields by which users fill the variables of a prompt. */
export const promptInputFields = inputChoice(
	{
		choice: 'How to give the prompt its variables',
		fields: 'Write each variable of the prompt by itself',
		json: 'Write all variables as one JSON object',
		input: 'The variables of the prompt as one JSON object, by the names that the prompt uses',
	},
	variables,
);

/**
 * Reads the variables that the user gave for this item.
 * @throws ValidationError when they are not an object
 */
export const readPromptInput = (item: OperationItem): IDataObject => readInput(item, namedVariables);

function namedVariables(item: OperationItem): IDataObject {
	const entries = item.parameter('variables.variable', []) as IDataObject[];
	const nameOf = (name: unknown): string => String(toWireValue(variableName, name) ?? '').trim();
	const named = entries.map(({ name, value }) => [nameOf(name), value] as const);
	return Object.fromEntries(named.filter(([name]) => name !== ''));
}
