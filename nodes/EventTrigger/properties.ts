import type { INodeProperties } from 'n8n-workflow';

import { simplifyProperty } from '../shared/operation/model/commonFields';
import { EVENTS } from './events';
import { filterCollection } from './filters';

/** Whether events from the time when the workflow was not published start it. */
export const catchUpProperty: INodeProperties = {
	displayName: 'Catch Up',
	name: 'catchUp',
	type: 'boolean',
	default: false,
	description:
		'Whether publishing the workflow again also starts it for what happened while it was unpublished. What happened while it was published and n8n was down starts it in any case. What happened before it was published for the first time never does.',
};

/** The parameters of the trigger; n8n adds the poll times. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(EVENTS).map(([value, { name, description }]) => ({ name, value, description })),
		default: 'approvalRequested',
		description:
			'What starts the workflow. Everything that happened before the workflow is published does not.',
	},
	simplifyProperty,
	filterCollection().property,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [catchUpProperty],
	},
];
