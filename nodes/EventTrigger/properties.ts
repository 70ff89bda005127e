import type { INodeProperties } from 'n8n-workflow';

import { simplifyProperty } from '../shared/operation/model/commonFields';
import { EVENTS } from './events';
import { filterCollection } from './filters';

/** The parameters of the trigger; n8n adds the poll times. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		options: Object.entries(EVENTS).map(([value, { name, description }]) => ({ name, value, description })),
		default: 'approvalRequested',
		description: 'What starts the workflow. All that is there already when it is published does not.',
	},
	simplifyProperty,
	filterCollection().property,
];
