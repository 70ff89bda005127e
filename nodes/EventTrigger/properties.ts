import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { simplifyProperty } from '../shared/operation/commonFields';
import { filters, localField } from '../shared/operation/fields';
import { locator } from '../shared/operation/locators';
import { EVENTS, type FilterName } from './events';

const STATUS_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Approved', value: 'approved' },
	{ name: 'Cancelled', value: 'cancelled' },
	{ name: 'Completed', value: 'completed' },
	{ name: 'Expired', value: 'expired', description: 'Nobody decided in time' },
	{ name: 'Failed', value: 'failed' },
	{ name: 'Rejected', value: 'rejected', description: 'Refused by a human' },
];

const statusProperty: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: STATUS_OPTIONS,
	default: 'approved',
	description: 'Only events with this status',
};

const filterProperties: Record<Exclude<FilterName, 'status'>, INodeProperties> = {
	agentId: locator('searchAgents', { required: false, description: 'Only events of this agent' }),
	checkpointName: {
		displayName: 'Checkpoint Name',
		name: 'checkpointName',
		type: 'string',
		default: '',
		placeholder: 'e.g. refund_review',
		description: 'Only approvals of exactly this checkpoint',
	},
	name: {
		displayName: 'Score Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. helpfulness',
		description: 'Only scores with exactly this name',
	},
};

const eventsWith = (filter: FilterName): string[] =>
	Object.keys(EVENTS).filter((event) => EVENTS[event].filters.includes(filter));

const shownFor = (property: INodeProperties, events: string[]): INodeProperties => ({
	...property,
	displayOptions: { show: { '/triggerOn': events } },
});

/** The statuses that an event can have; each event has its own list under the one name. */
function statusProperties(): INodeProperties[] {
	return eventsWith('status').map((event) => {
		const options = STATUS_OPTIONS.filter(({ value }) => EVENTS[event].statuses?.includes(String(value)));
		return shownFor({ ...statusProperty, options, default: options[0].value }, [event]);
	});
}

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
	filters(
		[
			...Object.entries(filterProperties).map(([name, property]) =>
				shownFor(property, eventsWith(name as FilterName)),
			),
			...statusProperties(),
		].map((property) => localField(property)),
	).property,
];
