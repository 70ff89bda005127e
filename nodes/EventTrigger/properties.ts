import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../shared/operation/model/commonFields';
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

/** Whether a decision also wakes what waits for it. */
export const wakeWaitingProperty: INodeProperties = {
	displayName: 'Wake Waiting Executions',
	name: 'wakeWaiting',
	type: 'boolean',
	default: true,
	displayOptions: { show: { '/triggerOn': ['approvalDecided'] } },
	description:
		'Whether each decision also wakes the execution of this n8n that waits for it in Approval: Ask and Wait, which looks by itself once an hour otherwise. It costs up to two requests for each decision. Decisions that the filters leave out wake nothing.',
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
	simplifyField.property,
	filterCollection().property,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [catchUpProperty, wakeWaitingProperty],
	},
];
