import type { INodeProperties } from 'n8n-workflow';

import { bodyField, openChoice, queryField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';

/** Numeric, categorical or boolean: of scores and of the configs that they follow. */
export const dataTypeProperty: INodeProperties = {
	displayName: 'Data Type',
	name: 'dataType',
	type: 'options',
	options: [
		{ name: 'Boolean', value: 'boolean', description: 'True or false' },
		{ name: 'Categorical', value: 'categorical', description: 'One of several words' },
		{ name: 'Numeric', value: 'numeric', description: 'A number' },
	],
	default: 'numeric',
};

const sourceProperty: INodeProperties = {
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{ name: 'API', value: 'api', description: 'Given by a program, such as this workflow' },
		{ name: 'Manual', value: 'manual', description: 'Given by a person' },
	],
	default: 'api',
	placeholder: 'e.g. llm_judge',
};

/** Where a new score comes from. */
export const sourceFields = openChoice(
	bodyField({ ...sourceProperty, required: true, description: 'Who or what gives the score' }),
);

/** Narrows a list of scores by where they come from. */
export const sourceFilters = openChoice(
	queryField({ ...sourceProperty, description: 'Only scores from this source' }),
);

export const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. helpfulness',
};

export const valueProperty: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'number',
	default: 0,
	description: 'The value of a numeric score, within the range of its score config',
};

export const stringValueProperty: INodeProperties = {
	displayName: 'Category',
	name: 'stringValue',
	type: 'string',
	default: '',
	placeholder: 'e.g. good',
	description: 'The value of a categorical score: one of the categories of its score config',
};

export const boolValueProperty: INodeProperties = {
	displayName: 'True or False',
	name: 'boolValue',
	type: 'boolean',
	default: true,
	description: 'Whether the boolean score is true',
};

/** What was thought when the score was given. */
export const commentField = bodyField({
	displayName: 'Comment',
	name: 'comment',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. Polite, but missed the refund',
	description: 'Why the score is what it is',
});

/** The trace that scores are about. */
export const traceProperty = locator('searchTraces', {
	description: 'The trace that the score is about, picked from the list or given by its ID',
});

export const configProperty = locator('searchScoreConfigs', { required: false });
