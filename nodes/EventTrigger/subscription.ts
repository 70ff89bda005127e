import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';

import { canonicalStatus } from '../shared/execution/status';
import { simplifyField } from '../shared/operation/model/commonFields';
import { withoutLocator } from '../shared/operation/model/locators';
import { checkChoice, isOn, toWireValue } from '../shared/operation/run/wireValue';
import { normalizeBaseUrl } from '../shared/transport/http/baseUrl';
import { ValidationError } from '../shared/transport/errors/errors';
import { CREDENTIAL_NAME } from '../shared/transport/host';
import { quoted } from '../shared/transport/errors/quoted';
import type { Row } from '../shared/values';
import { type EventRow, EVENTS, type FilterName } from './events';
import { filterProperty } from './filters';
import { createdAt } from './cursor';
import { catchUpProperty, wakeWaitingProperty } from './properties';
import type { EventRule } from './types';

/** The names by which rows know what is filtered; a checkpoint has two, one in each generation of the API. */
const ROW_FIELDS: Record<Exclude<FilterName, 'status'>, string[]> = {
	agentId: ['agent_id'],
	checkpointName: ['checkpoint_name', 'approval_checkpoint_name'],
	name: ['name'],
};

type Filters = Partial<Record<FilterName, string>>;

/** What a trigger node is set to look for. */
export interface Subscription {
	/** The event's internal name. */
	name: string;
	event: EventRow;
	/** What the server filters by. */
	query: Record<string, string>;
	/** What lists, beside `query`, the rows to which the event happened. */
	happened: Array<Record<string, string>>;
	/** Which of the rows are events. */
	rule: EventRule;
	simplify: boolean;
	/** Whether what happened while the workflow was unpublished counts. */
	catchUp: boolean;
	/** Whether the event also wakes the executions that wait for it. */
	wakesWaiting: boolean;
}

/** Reads the parameters of the trigger node. */
export async function readSubscription(host: IPollFunctions): Promise<Subscription> {
	const name = host.getNodeParameter('triggerOn') as string;
	if (!Object.hasOwn(EVENTS, name)) {
		throw new ValidationError({
			message: `PromptRails has no event ${quoted(name)}`,
			hint: `Set the field 'Trigger On' to one of these: ${Object.keys(EVENTS).join(', ')}.`,
		});
	}
	const event = EVENTS[name];
	const filters = readFilters(event, host.getNodeParameter('filters', {}) as IDataObject);
	const options = host.getNodeParameter('options', {}) as IDataObject;
	const applied = Object.entries(event.query).filter(([filter]) => filters[filter as FilterName]);
	return {
		name,
		event,
		query: Object.fromEntries(applied.map(([filter, wire]) => [wire, filters[filter as FilterName] ?? ''])),
		happened: happenedQueries(event, filters.status),
		rule: {
			key: JSON.stringify([name, filters, await serverOf(host)]),
			matches: (row) => matches(row, event, filters),
			stateOf: (row) => stateOf(row, event, filters.status),
			timeOf: (row) => Date.parse(String(row[event.timeField])) || createdAt(row),
		},
		simplify: isOn(simplifyField.property, host.getNodeParameter('simplify', true)),
		catchUp: isOn(catchUpProperty, options.catchUp),
		wakesWaiting: name === 'approvalDecided' && isOn(wakeWaitingProperty, options.wakeWaiting),
	};
}

/** The filters that the event has and that are set; n8n may keep those of an event that was chosen before. */
function readFilters(event: EventRow, given: IDataObject): Filters {
	const set = event.filters
		.map((filter) => [filter, readFilter(filterProperty(filter, event), given[filter])])
		.filter(([, value]) => value !== '');
	return Object.fromEntries(set) as Filters;
}

/** @throws ValidationError that names the filter when its value cannot be used */
function readFilter(property: INodeProperties, raw: unknown): string {
	const value = String(toWireValue(property, withoutLocator(raw)) ?? '').trim();
	if (property.type === 'options' && value !== '') checkChoice(property, value);
	return value;
}

/** The server and workspace that a cursor belongs to: the IDs of one workspace mean nothing in another one. */
async function serverOf(host: IPollFunctions): Promise<unknown[]> {
	const { baseUrl, workspaceId } = await host.getCredentials(CREDENTIAL_NAME);
	const reference = host.getNode().credentials?.[CREDENTIAL_NAME];
	return [reference?.id ?? null, normalizeBaseUrl(baseUrl), workspaceId ?? ''];
}

/** Filters again what the server may have filtered: not every server does. */
function matches(row: Row, event: EventRow, filters: Filters): boolean {
	return Object.entries(ROW_FIELDS).every(([filter, fields]) => {
		const wanted = filters[filter as FilterName];
		if (wanted === undefined) return true;
		const value = fields.map((field) => row[field]).find((each) => each !== undefined && each !== null);
		return value === undefined ? filter in event.query : value === wanted;
	});
}

function happenedQueries({ statuses }: EventRow, wanted?: string): Array<Record<string, string>> {
	if (!statuses) return [{}];
	return (wanted === undefined ? statuses : [wanted]).map((status) => ({ status }));
}

function stateOf(row: Row, event: EventRow, wanted?: string): ReturnType<EventRule['stateOf']> {
	if (!event.statuses) return 'happened';
	const status = canonicalStatus(row.status);
	if (event.statuses.includes(status)) {
		return wanted === undefined || status === canonicalStatus(wanted) ? 'happened' : 'over';
	}
	return event.otherEnds?.includes(status) ? 'over' : 'open';
}
