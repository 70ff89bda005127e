import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { ValidationError } from '../../transport/errors/errors';
import { localField } from './fields';
import type { Field, OperationItem } from './types';
import { isObject } from '../../values';

/** How the choice speaks of what is given to whom. */
interface ChoiceTexts {
	/** Of the choice itself, such as "How to give the agent its input". */
	choice: string;
	/** Of the form. */
	fields: string;
	/** Of the JSON way in the dropdown. */
	json: string;
	/** Of the JSON field. */
	input: string;
}

const inputMode = localField({
	displayName: 'Input',
	name: 'inputMode',
	type: 'options',
	options: [
		{ name: 'Using Fields Below', value: 'fields' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'fields',
});

const inputJson = localField({
	displayName: 'Input JSON',
	name: 'input',
	type: 'json',
	// Empty means {}. n8n's JSON editor shows no placeholder, so the example is a hint.
	default: '',
	placeholder: 'e.g. {"question": "Where is my order?"}',
	hint: 'Such as <code>{"question": "Where is my order?"}</code>. To hand on the input item as it is, switch to Expression and write <code>{{ $json }}</code>.',
	displayOptions: { show: { inputMode: ['json'] } },
});

/** The fields by which users give an input: a form, or the whole of it as one JSON object. */
export function inputChoice(texts: ChoiceTexts, form: INodeProperties): Field[] {
	const options = (inputMode.property.options as INodePropertyOptions[]).map((option, index) => ({
		...option,
		description: [texts.fields, texts.json][index],
	}));
	const choice = { ...inputMode.property, options, description: texts.choice };
	const shownForm = { ...form, displayOptions: { show: { inputMode: ['fields'] } } };
	const json = { ...inputJson.property, description: texts.input };
	// Both are sent as `input`, which is what a server calls it that refuses a value inside.
	return [localField(choice), localField(shownForm, 'input'), localField(json, 'input')];
}

/**
 * Reads the input that the user gave for this item.
 * @param readForm reads what was entered in the form
 * @throws ValidationError when the JSON is broken or not an object
 */
export function readInput(item: OperationItem, readForm: (item: OperationItem) => IDataObject): IDataObject {
	if (item.value(inputMode) !== 'json') return readForm(item);
	const value = item.given(inputJson) ?? (isLeftEmpty(item) ? {} : undefined);
	if (isObject(value)) return value as IDataObject;
	throw new ValidationError({
		message: "The field 'Input JSON' must be a JSON object",
		hint: 'Write an object such as {"question": "Where is my order?"}.',
	});
}

/** Whether nothing was entered, in difference to an expression that gives nothing. */
function isLeftEmpty({ host }: OperationItem): boolean {
	return (host.getNode().parameters.input ?? '') === '';
}
