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

/** How often to check, and when to give up. */
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
		description: 'After how many minutes to leave by the first output',
	}),
	sleepInterval: duration(MINUTE, {
		displayName: 'Check Every (Minutes)',
		default: 5,
		displayOptions: sleep,
		description:
			'How many minutes to sleep between two checks. n8n wakes executions once a minute, so less than 1 is pointless.',
	}),
	sleepLimit: duration(HOUR, {
		displayName: 'Give Up After (Hours)',
		default: 168,
		displayOptions: sleep,
		description:
			'After how many hours, counted from the first check, the node fails. Set On Error to go on from there.',
	}),
};

type DurationName = keyof typeof DURATIONS;

const propertyOf = (name: DurationName): INodeProperties => ({
	...DURATIONS[name].property,
	name,
	type: 'number',
	typeOptions: { minValue: 0 },
});

/** The parameters of every gate. @param firstOutput name of the output for what is still open */
export function gateFields(firstOutput: string): Field[] {
	const notice: INodeProperties = {
		displayName: `Connect the ${firstOutput} output back to the input of this node: that is how the execution checks again when it wakes up. All items leave together, once each of them is settled.`,
		name: 'sleepNotice',
		type: 'notice',
		default: '',
		displayOptions: sleep,
	};
	const numbers = (Object.keys(DURATIONS) as DurationName[]).map(propertyOf);
	return [waitMode, notice, ...numbers].map((property) => localField(property));
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
