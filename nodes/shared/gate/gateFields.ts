import type { INodeProperties } from 'n8n-workflow';

import { localField } from '../operation/fields';
import type { Field } from '../operation/types';

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

const durations: Array<[string, string, number, INodeProperties['displayOptions'], string]> = [
	['Check Every (Seconds)', 'holdInterval', 5, hold, 'How many seconds to wait between two checks'],
	['Give Up After (Minutes)', 'holdLimit', 5, hold, 'After how many minutes to leave by the first output'],
	[
		'Check Every (Minutes)',
		'sleepInterval',
		5,
		sleep,
		'How many minutes to sleep between two checks. n8n wakes executions once a minute, so less than 1 is pointless.',
	],
	[
		'Give Up After (Hours)',
		'sleepLimit',
		168,
		sleep,
		'After how many hours, counted from the first check, the node fails. Set On Error to go on from there.',
	],
];

/** The parameters of every gate. @param firstOutput name of the output for what is still open */
export function gateFields(firstOutput: string): Field[] {
	const notice: INodeProperties = {
		displayName: `Connect the <b>${firstOutput}</b> output back to the input of this node: that is how the execution checks again when it wakes up. All items leave together, once each of them is settled.`,
		name: 'sleepNotice',
		type: 'notice',
		default: '',
		displayOptions: sleep,
	};
	const numbers = durations.map(
		([displayName, name, value, displayOptions, description]): INodeProperties => ({
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: 0.01 },
			default: value,
			displayOptions,
			description,
		}),
	);
	return [waitMode, notice, ...numbers].map((property) => localField(property));
}
