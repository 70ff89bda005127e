import type { INodeProperties } from 'n8n-workflow';

import { localField } from '../operation/model/fields';
import type { Field } from '../operation/model/types';
import { toWireValue } from '../operation/run/wireValue';
import { ValidationError } from '../transport/errors/errors';

const hold = { show: { waitMode: ['hold'] } };
const sleep = { show: { waitMode: ['sleep'] } };

const waitMode: INodeProperties = {
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
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** What ends later has no date that databases keep. */
const LONGEST = 100 * 365 * 24 * HOUR;

const duration = (
	unit: number,
	property: Pick<INodeProperties, 'displayName' | 'default' | 'displayOptions' | 'description'>,
) => ({ unit, property });

/** How often to check, and when the time is up. */
const DURATIONS = {
	holdInterval: duration(SECOND, {
		displayName: 'Check Every (Seconds)',
		default: 5,
		displayOptions: hold,
		description: 'How many seconds to wait between two checks',
	}),
	holdLimit: duration(MINUTE, {
		displayName: 'Give Up After (Minutes)',
		default: 5,
		displayOptions: hold,
		description: 'After how many minutes the time is up',
	}),
	sleepInterval: duration(MINUTE, {
		displayName: 'Check Every (Minutes)',
		default: 0,
		displayOptions: sleep,
		description:
			'How many minutes to sleep between two checks. Leave it at 0 to check after 1, 2, 5 and 15 minutes, and then every 60 minutes. n8n wakes executions once a minute, so less than 1 is pointless.',
	}),
	sleepLimit: duration(HOUR, {
		displayName: 'Give Up After (Hours)',
		default: 168,
		displayOptions: sleep,
		description: 'After how many hours, counted from the first check, the time is up',
	}),
};

type DurationName = keyof typeof DURATIONS;

const propertyOf = (name: DurationName): INodeProperties => ({
	...DURATIONS[name].property,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
});

/** The parameters of every gate. */
export function gateFields(): Field[] {
	const notices = [
		notice('gateNotice', 'Deactivated, this node passes its input on by the Timed Out output.'),
		notice(
			'sleepNotice',
			'All items leave together, once each of them is settled or its time is up. Branches beside this node wait as long, unless they are above it on the canvas: ask or notify people before this node, in series.',
			sleep,
		),
	];
	const whenTimeIsUp: INodeProperties = {
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
	};
	const numbers = (Object.keys(DURATIONS) as DurationName[]).map(propertyOf);
	return [waitMode, ...notices, ...numbers, whenTimeIsUp].map((property) => localField(property));
}

function notice(
	name: string,
	displayName: string,
	displayOptions?: INodeProperties['displayOptions'],
): INodeProperties {
	return { displayName, name, type: 'notice', default: '', ...(displayOptions ? { displayOptions } : {}) };
}

/**
 * What a duration of a gate comes to, in ms.
 * @param raw what the parameter holds
 * @throws ValidationError that names the field when that is no number of at least 0, or more than anybody waits
 */
export function gateDuration(name: DurationName, raw: unknown): number {
	const property = propertyOf(name);
	const value = toWireValue(property, raw) ?? property.default;
	if (typeof value !== 'number' || value < 0) {
		throw new ValidationError({
			message: `The field '${property.displayName}' needs a number of at least 0`,
		});
	}
	const ms = value * DURATIONS[name].unit;
	if (ms > LONGEST) {
		throw new ValidationError({
			message: `The field '${property.displayName}' is set to more than 100 years`,
		});
	}
	return ms;
}
