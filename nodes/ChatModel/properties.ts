import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
	ISupplyDataFunctions,
} from 'n8n-workflow';

import { getAgentInputFields } from '../Agent/agentInput';
import { idleTimeoutField } from '../shared/execution/streamingOptions';
import { locator, withoutLocator } from '../shared/operation/model/locators';
import { checkChoice, toWireValue } from '../shared/operation/run/wireValue';
import { ValidationError } from '../shared/transport/errors/errors';
import { isObject } from '../shared/values';
import type { ModelSettings } from './agentModel';
import type { Scope } from './transcript';

const agent = locator('searchAgents', {
	description: 'The agent that answers, picked from the list or given by its ID',
});

const inputField: INodeProperties = {
	displayName: 'Input Field',
	name: 'inputField',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The input field of the agent that takes the text',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an input field...',
			typeOptions: { searchListMethod: 'searchInputFields', searchable: true },
		},
		{ displayName: 'By Name', name: 'name', type: 'string', placeholder: 'e.g. message' },
	],
};

const scope: INodeProperties = {
	displayName: 'Text to Send',
	name: 'textToSend',
	type: 'options',
	options: [
		{
			name: 'Last Message',
			value: 'last',
			description: 'The last message of the user, for an agent that needs nothing else',
		},
		{
			name: 'Whole Conversation',
			value: 'whole',
			description: 'Everything that was said, system message included, as one text',
		},
	],
	default: 'whole',
	description: 'What the agent is sent of the conversation',
};

const timeout: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 300,
	description: 'Longest time in seconds to wait for the answer of the agent',
};

const furtherInput: INodeProperties = {
	displayName: 'Further Input',
	name: 'furtherInput',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"language": "English"}',
	description: 'A JSON object with the other input fields of the agent, the same for every message',
};

const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [furtherInput, idleTimeoutField.property, timeout],
};

/** The parameters of the node. */
export const properties: INodeProperties[] = [agent, inputField, scope, options];

/** The list of Input Field: the fields of the chosen agent that take a text. */
export async function searchInputFields(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { fields, emptyFieldsNotice } = await getAgentInputFields.call(this);
	if (fields.length === 0 && emptyFieldsNotice) throw new Error(emptyFieldsNotice);
	const results = fields
		.filter(({ type, id, displayName }) => {
			const isFound = `${displayName} ${id}`.toLowerCase().includes(filter.toLowerCase());
			return type === 'string' && isFound;
		})
		.map(({ id, displayName }) => ({ name: displayName, value: id }));
	return { results };
}

/**
 * Reads the parameters for one item.
 * @throws ValidationError that names the field whose value cannot be used
 */
export function readSettings(host: ISupplyDataFunctions, itemIndex: number): ModelSettings {
	const read = (property: INodeProperties, path = property.name): unknown =>
		toWireValue(property, withoutLocator(host.getNodeParameter(path, itemIndex, property.default)));
	const milliseconds = (property: INodeProperties): number => {
		const seconds = Number(read(property, `options.${property.name}`) ?? property.default);
		if (seconds > 0) return seconds * 1000;
		throw new ValidationError({ message: `The field '${property.displayName}' needs a number above 0` });
	};
	const textToSend = read(scope) as Scope;
	checkChoice(scope, textToSend);
	const further = read(furtherInput, `options.${furtherInput.name}`) ?? {};
	if (!isObject(further)) {
		throw new ValidationError({ message: `The field '${furtherInput.displayName}' needs a JSON object` });
	}
	return {
		agentId: String(read(agent)).trim(),
		inputField: String(read(inputField)).trim(),
		furtherInput: further as IDataObject,
		scope: textToSend,
		timeoutMs: milliseconds(timeout),
		idleMs: milliseconds(idleTimeoutField.property),
	};
}
