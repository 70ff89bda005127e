import type { INodeProperties } from 'n8n-workflow';

import { localField } from '../operation/model/fields';
import type { Field, OperationItem } from '../operation/model/types';
import { ValidationError } from '../transport/errors/errors';

const hold = { show: { waitMode: ['hold'] } };
const sleep = { show: { waitMode: ['sleep'] } };

/** How to wait: in the node, or asleep. */
export const waitModeField = localField({
	displayName: 'Wait Mode',
	name: 'waitMode',
	type: 'options',
	options: [
		{
			name: 'Hold',
			value: 'hold',
			description: 'Wait inside this node. For seconds or minutes: it keeps the execution running.',
		},
		{
			name: 'Sleep',
			value: 'sleep',
			description: 'Put the execution to sleep between checks. For hours or days: nothing runs meanwhile.',
		},
	],
	default: 'hold',
	description: 'How to wait while the answer is still open',
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** What ends later has no date that databases keep. */
const LONGEST = 100 * 365 * 24 * HOUR;

const duration = (unit: number, property: Omit<INodeProperties, 'type'>) => ({
	unit,
	field: localField({ ...property, type: 'number', typeOptions: { minValue: 0 } }),
});

/** How often to check, and when the time is up. */
const DURATIONS = {
	holdInterval: duration(SECOND, {
		displayName: 'Check Every (Seconds)',
		name: 'holdInterval',
		default: 5,
		displayOptions: hold,
		description: 'How many seconds to wait between two checks',
	}),
	holdLimit: duration(MINUTE, {
		displayName: 'Give Up After (Minutes)',
		name: 'holdLimit',
		default: 5,
		displayOptions: hold,
		description: 'How many minutes to wait before giving up',
	}),
	sleepInterval: duration(MINUTE, {
		displayName: 'Check Every (Minutes)',
		name: 'sleepInterval',
		default: 0,
		displayOptions: sleep,
		hint: '0 checks after 1, 2, 5 and 15 minutes, then every hour.',
		description:
			'How many minutes to sleep between two checks. Leave it at 0 to check after 1, 2, 5 and 15 minutes, and then every 60 minutes. Otherwise set 1 or more, because n8n wakes executions once a minute.',
	}),
	sleepLimit: duration(HOUR, {
		displayName: 'Give Up After (Hours)',
		name: 'sleepLimit',
		default: 168,
		displayOptions: sleep,
		description: 'How many hours to wait before giving up, counted from the first check',
	}),
};

type DurationName = keyof typeof DURATIONS;

/** Whether an item whose time is up fails, or goes on. */
export const whenTimeIsUpField = localField({
	displayName: 'When Time Is Up',
	name: 'whenTimeIsUp',
	type: 'options',
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description: 'Fail the item with a timeout error; On Error in the settings decides what follows',
		},
		{
			name: 'Leave by Timed Out',
			value: 'leave',
			description: 'Go on by the first output with what is known',
		},
	],
	default: 'leave',
	description: 'What to do with an item that is still open when its time is up',
});

/**
 * The parameters of every gate.
 * @param changes what differs from the usual in one of them, by its name
 */
export function gateFields(changes: Record<string, Partial<INodeProperties>> = {}): Field[] {
	// A tool has neither outputs nor branches.
	const hide = { '@tool': [true] };
	const sleepNotice = notice(
		'sleepNotice',
		'All items leave together, once each of them is settled or its time is up. Branches beside this node wait as long, unless they are above it on the canvas: ask or notify people before this node, in series.',
		{ ...sleep, hide },
	);
	const gateNotice = notice(
		'gateNotice',
		'When this node is deactivated, it passes its input on by the Timed Out output.',
		{ hide },
	);
	const numbers = Object.values(DURATIONS).map(({ field }) => field);
	return [waitModeField, sleepNotice, ...numbers, whenTimeIsUpField, gateNotice].map((field) => ({
		...field,
		property: { ...field.property, ...changes[field.property.name] },
	}));
}

function notice(name: string, displayName: string, displayOptions: INodeProperties['displayOptions']): Field {
	return localField({ displayName, name, type: 'notice', default: '', displayOptions });
}

/**
 * What a duration of a gate comes to for an item, in ms.
 * @throws ValidationError that names the field when that is no number of at least 0, or more than anybody waits
 */
export function gateDuration(item: OperationItem, name: DurationName): number {
	const { field, unit } = DURATIONS[name];
	const { property } = field;
	const value = item.value(field);
	if (value < 0) {
		throw new ValidationError({
			message: `The field '${property.displayName}' needs a number of at least 0`,
		});
	}
	const ms = value * unit;
	if (ms > LONGEST) {
		throw new ValidationError({
			message: `The field '${property.displayName}' is set to more than 100 years`,
		});
	}
	return ms;
}
