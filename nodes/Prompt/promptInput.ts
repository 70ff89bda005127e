import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { toRows } from '../shared/values';
import { localField } from '../shared/operation/model/fields';
import { inputChoice, readInput } from '../shared/operation/model/inputChoice';
import {
	enteredInput,
	inputFieldsOf,
	inputFieldsProperty,
	type InputOwner,
} from '../shared/operation/editor/inputFields';
import { schemaFields } from '../shared/operation/editor/inputSchema';
import { currentValue } from '../shared/operation/editor/listSearch';
import type { Field, OperationItem } from '../shared/operation/model/types';
import { templateFields } from './templateFields';

const prompt: InputOwner = {
	name: 'a prompt',
	idParameter: 'promptId',
	path: '/api/v1/prompts',
	method: 'getPromptInputFields',
	without: 'This prompt has no variables.',
	fieldsOf: (version, host) => {
		const declared = schemaFields(version.input_schema);
		const stored = declared.length > 0 ? {} : version;
		const read = templateFields([
			replacement(host, 'systemPrompt') || stored.system_prompt,
			replacement(host, 'userPrompt') || stored.user_prompt,
		]);
		return [...declared, ...read.filter(({ id }) => !declared.some((field) => field.id === id))];
	},
};

/** A text of the stored prompt that the user replaces; one that an expression gives is not known before the run. */
function replacement(host: ILoadOptionsFunctions, parameter: string): string {
	const text = currentValue(host, `additionalFields.${parameter}`);
	return typeof text === 'string' && !text.startsWith('=') ? text : '';
}

/** How version 0.1 kept the variables; n8n drops what a node does not declare. */
const writtenVariables = localField({
	displayName: 'Written Variables',
	name: 'variables',
	type: 'hidden',
	default: {},
	displayOptions: { show: { inputMode: ['fields'] } },
	description: 'The variables of workflows that were saved before each one had a field of its own',
});

/** The fields by which users fill the variables of a prompt. */
export const promptInputFields: Field[] = [
	...inputChoice(
		{
			choice: 'How to give the prompt its variables',
			fields: 'Fill in the variables of the prompt',
			json: 'Write all variables as one JSON object, or hand on the input item as it is',
			input: 'The variables of the prompt as one JSON object, by the names that the prompt uses',
		},
		inputFieldsProperty(prompt, 'The variables of the prompt'),
	),
	writtenVariables,
];

/**
 * Reads the variables that the user gave for this item.
 * @throws ValidationError when they are not an object
 */
export const readPromptInput = (item: OperationItem): IDataObject =>
	readInput(item, () => ({ ...written(item), ...enteredInput(item) }));

function written(item: OperationItem): IDataObject {
	const rows = toRows((item.value(writtenVariables) as IDataObject).variable);
	const named = rows.map(({ name, value }) => [String(name ?? '').trim(), value] as const);
	return Object.fromEntries(named.filter(([name]) => name !== '')) as IDataObject;
}

/** The resource mapper's fields: what the chosen prompt declares, else what its texts read; and what texts given here read. */
export const getPromptInputFields = inputFieldsOf(prompt);
