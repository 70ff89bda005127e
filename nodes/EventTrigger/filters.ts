import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { localField, filters } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import type { Field } from '../shared/operation/model/types';
import { type EventRow, EVENTS, type FilterName } from './events';

const STATUS_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Approved', value: 'approved' },
	{ name: 'Canceled', value: 'cancelled', description: 'Stopped before its end' },
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

/** A filter as the panel shows it for an event; each event has its own list of statuses under the one name. */
export function filterProperty(filter: FilterName, { statuses = [] }: EventRow): INodeProperties {
	if (filter !== 'status') return filterProperties[filter];
	const options = STATUS_OPTIONS.filter(({ value }) => statuses.includes(String(value)));
	return { ...statusProperty, options, default: options[0].value };
}

const eventsWith = (filter: FilterName): string[] =>
	Object.keys(EVENTS).filter((event) => EVENTS[event].filters.includes(filter));

const shownFor = (property: INodeProperties, events: string[]): INodeProperties => ({
	...property,
	displayOptions: { show: { '/triggerOn': events } },
});

/** The collection of all filters, each shown for the events that have it. */
export function filterCollection(): Field {
	const properties = [
		...Object.entries(filterProperties).map(([name, property]) =>
			shownFor(property, eventsWith(name as FilterName)),
		),
		...eventsWith('status').map((event) => shownFor(filterProperty('status', EVENTS[event]), [event])),
	];
	return filters(properties.map((property) => localField(property)));
}
