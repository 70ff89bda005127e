import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { listSearchesNamed } from '../shared/operation/editor/listSearch';
import { toNodeError } from '../shared/operation/run/nodeError';
import { EVENTS } from './events';
import { pollEvents } from './pollEvents';
import { properties } from './properties';

const eventNames = JSON.stringify(
	Object.fromEntries(Object.entries(EVENTS).map(([value, { name }]) => [value, name])),
);

export class PromptRailsEventTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Event Trigger',
		name: 'promptRailsEventTrigger',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: `={{ (${eventNames})[$parameter["triggerOn"]] }}`,
		description:
			'Starts a workflow when something happens in PromptRails, such as a run that asks for approval',
		eventTriggerDescription: 'Waiting for PromptRails',
		activationMessage:
			'From now on the workflow starts at the poll times at which there are new events in PromptRails, with one item for each.',
		defaults: { name: 'PromptRails Event Trigger' },
		builderHint: builderHint('promptRailsEventTrigger'),
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'promptRailsApi', required: true }],
		properties,
	};

	methods = { listSearch: listSearchesNamed(['searchAgents']) };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await pollEvents(this);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}
