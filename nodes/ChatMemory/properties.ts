import type { INodeProperties, ISupplyDataFunctions } from 'n8n-workflow';

import { locator, withoutLocator } from '../shared/operation/model/locators';
import { toWireValue } from '../shared/operation/run/wireValue';
import { ValidationError } from '../shared/transport/errors/errors';
import type { ConversationSettings } from './turns';

const LARGEST_WINDOW = 50;

const agent = locator('searchAgents', {
	description: 'The agent that keeps the conversations, picked from the list or given by its ID',
});

const sessionKey: INodeProperties = {
	displayName: 'Session Key',
	name: 'sessionKey',
	type: 'string',
	required: true,
	default: '={{ $json.sessionId }}',
	placeholder: 'e.g. customer-1042',
	description:
		"Identifies the conversation. The session ID of n8n's Chat Trigger, unless you set another text.",
};

const contextWindowLength: INodeProperties = {
	displayName: 'Context Window Length',
	name: 'contextWindowLength',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: LARGEST_WINDOW },
	default: 5,
	description: 'How many past messages of the user the model is shown, each with its answer, from 1 to 50',
};

const recallQuery: INodeProperties = {
	displayName: 'Recall',
	name: 'recallQuery',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.chatInput }}',
	description:
		'What to look for in the memories of the agent. The five that fit best are shown to the model before the conversation. Leave empty to recall nothing.',
};

/** The parameters of the node. */
export const properties: INodeProperties[] = [agent, sessionKey, contextWindowLength, recallQuery];

/**
 * Reads the parameters for one item.
 * @throws ValidationError that names the field whose value cannot be used
 */
export function readSettings(host: ISupplyDataFunctions, itemIndex: number): ConversationSettings {
	const read = (property: INodeProperties): unknown =>
		toWireValue(property, withoutLocator(host.getNodeParameter(property.name, itemIndex, property.default)));
	const window = Math.floor(Number(read(contextWindowLength) ?? contextWindowLength.default));
	if (window < 1 || window > LARGEST_WINDOW) {
		throw new ValidationError({
			message: `The field '${contextWindowLength.displayName}' needs a number from 1 to ${LARGEST_WINDOW}`,
		});
	}
	return {
		agentId: String(read(agent)).trim(),
		sessionKey: String(read(sessionKey)).trim(),
		window,
		recallQuery: String(read(recallQuery) ?? '').trim(),
	};
}
