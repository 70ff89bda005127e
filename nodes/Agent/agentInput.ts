import type { IDataObject } from 'n8n-workflow';

import { promptVariables } from './promptVariables';
import { inputChoice, readInput } from '../shared/operation/model/inputChoice';
import {
	enteredInput,
	inputFieldsOf,
	inputFieldsProperty,
	type InputOwner,
} from '../shared/operation/editor/inputFields';
import { schemaFields } from '../shared/operation/editor/inputSchema';
import type { InputField } from '../shared/operation/model/inputField';
import type { OperationItem } from '../shared/operation/model/types';
import { isReview } from '../shared/transport/host';

const agent: InputOwner = {
	name: 'an agent',
	idParameter: 'agentId',
	path: '/api/v1/agents',
	method: 'getAgentInputFields',
	without: 'This agent declares no input fields. Set Input to Using JSON.',
	fieldsOf: async (version, host, client) => {
		const declared = schemaFields(version.input_schema);
		const fields = declared.length > 0 ? declared : await promptVariables(client, version);
		return isReview(host) ? withMessage(fields) : fields;
	},
};

/** In a human review, the text that n8n has ready for the reviewer stands in the field that is for it, until users change it. */
function withMessage(fields: InputField[]): InputField[] {
	const texts = fields.filter(({ type, defaultValue }) => type === 'string' && defaultValue === undefined);
	const isMeant = texts.find(({ id }) => id === 'message') ?? texts[0];
	return fields.map((field) =>
		field === isMeant ? { ...field, defaultValue: '={{ $parameter.message }}' } : field,
	);
}

/** The fields by which users give an agent its input. */
export const agentInputFields = inputChoice(
	{
		choice: 'How to give the agent its input',
		fields: 'Fill in the fields that the agent declares',
		json: 'Write the whole input as one JSON object, or hand on the input item as it is',
		input: 'The input of the agent as one JSON object, with the keys that the agent declares',
	},
	inputFieldsProperty(agent, 'The fields that the agent declares'),
);

/**
 * Reads the input that the user gave for this item.
 * @throws ValidationError when it is not an object
 */
export const readAgentInput = (item: OperationItem): IDataObject => readInput(item, enteredInput);

/** The resource mapper's fields: the input schema of the chosen agent and version. */
export const getAgentInputFields = inputFieldsOf(agent);
