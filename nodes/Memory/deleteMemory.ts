import type { IDataObject } from 'n8n-workflow';

import { localField, pathField } from '../shared/operation/model/fields';
import { locator } from '../shared/operation/model/locators';
import { deleted } from '../shared/operation/run/runOperation';
import type { OperationItem } from '../shared/operation/model/types';

const scope = localField({
	displayName: 'Delete',
	name: 'scope',
	type: 'options',
	options: [
		{
			name: 'All Memories of an Agent',
			value: 'all',
			description: 'Delete everything that one agent remembers',
		},
		{ name: 'One Memory', value: 'one', description: 'Delete a single memory' },
	],
	default: 'one',
	description: 'Whether to delete one memory, or all memories of one agent',
});

const memory = pathField(locator('searchMemories', { displayOptions: { show: { scope: ['one'] } } }));

const agentOfAll = pathField(
	locator('searchAgents', {
		displayOptions: { show: { scope: ['all'] } },
		description: 'The agent that forgets everything, picked from the list or given by its ID',
	}),
);

/** Says whose memories the list of the field Memory shows; the API itself needs only the memory's ID. */
const agentOfList = localField(
	locator('searchAgents', {
		required: false,
		description:
			'The agent whose memories the list below shows. Not needed when the memory is given by its ID.',
	}),
);

/** The fields of an operation on one memory. */
export const oneMemoryFields = [agentOfList, pathField(locator('searchMemories'))];

/** The fields that say what to delete. */
export const deleteMemoryFields = [
	scope,
	{ ...agentOfList, property: { ...agentOfList.property, displayOptions: memory.property.displayOptions } },
	agentOfAll,
	memory,
];

/** Deletes one memory, or all memories of the agent that this item names. */
export async function deleteMemory(item: OperationItem): Promise<IDataObject> {
	if (item.value(scope) !== 'all') {
		await item.client.request(item.request(undefined, [memory]));
		return { deleted: true };
	}
	const { data } = await item.client.request(
		item.request({ method: 'DELETE', path: '/api/v1/agents/{agentId}/memories' }, [agentOfAll]),
	);
	return deleted(data);
}
