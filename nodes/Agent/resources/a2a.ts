import type { IDataObject } from 'n8n-workflow';

import {
	additionalField,
	additionalFields,
	filters,
	localField,
	pathField,
	queryField,
} from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { OperationItem, Resource } from '../../shared/operation/model/types';
import { callA2a, sentTask, withOutput } from '../a2aRpc';

const agent = pathField(locator('searchAgents'));
const task = localField(locator('searchA2aTasks'));

const contextId = {
	displayName: 'Context ID',
	name: 'contextId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2NxK8vQd1cWmLr5TzYpBhGfJ3aE',
} as const;

const continuedContext = additionalField({
	...contextId,
	description: 'The conversation that the message belongs to',
});

const continuedTask = additionalField(
	locator('searchA2aTasks', { required: false, description: 'The task that the message continues' }),
);

const waitForResult = localField({
	displayName: 'Wait for Result',
	name: 'blocking',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until the task has ended, rather than return at once with a task to ask for later',
});

const text = localField({
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. Plan a trip to Rome',
	description: 'The message, as plain text',
});

const taskMethod = (method: string) => (item: OperationItem) =>
	callA2a(item, method, { id: item.value(task) }).then(withOutput);

/** Sends one text message to an agent; waits for the task to end unless the user does not want to. */
async function sendMessage(item: OperationItem): Promise<IDataObject> {
	const taskId = item.value(continuedTask);
	const context = item.value(continuedContext);
	const answered = await callA2a(item, 'message/send', {
		message: { role: 'user', parts: [{ type: 'text', text: item.value(text) }] },
		...(taskId ? { task_id: taskId } : {}),
		...(context ? { context_id: context } : {}),
		...(item.value(waitForResult) ? {} : { configuration: { blocking: false } }),
	});
	return sentTask(answered);
}

/** The `a2a` resource: agents as others reach them by the agent-to-agent protocol. */
export const a2aResource: Resource = {
	value: 'a2a',
	name: 'Agent-to-Agent Task',
	defaultOperation: 'send',
	operations: [
		{
			value: 'cancel',
			name: 'Cancel',
			action: 'Cancel agent task',
			description: 'Cancel a task that is still at work',
			request: { method: 'POST', path: '/a2a/tasks/cancel' },
			run: taskMethod('tasks/cancel'),
			fields: [task],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get agent task',
			description: 'Get one task with its messages and artifacts',
			request: { method: 'POST', path: '/a2a/tasks/get' },
			run: taskMethod('tasks/get'),
			fields: [task],
		},
		{
			value: 'getCard',
			name: 'Get Agent Card',
			action: 'Get agent card',
			description: 'Get the card by which an agent presents its skills to others',
			request: { method: 'GET', path: '/a2a/agents/{agentId}/agent-card.json' },
			fields: [agent],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many agent tasks',
			description: 'Get a list of tasks, newest first',
			request: { method: 'GET', path: '/api/v1/a2a/tasks' },
			result: 'paged',
			fields: [
				filters([
					queryField({ ...contextId, description: 'Only tasks of this conversation' }),
					queryField({
						displayName: 'Status',
						name: 'status',
						type: 'options',
						options: [
							{ name: 'Canceled', value: 'canceled' },
							{ name: 'Completed', value: 'completed' },
							{ name: 'Failed', value: 'failed' },
							{ name: 'Input Required', value: 'input_required' },
							{ name: 'Rejected', value: 'rejected' },
							{ name: 'Submitted', value: 'submitted' },
							{ name: 'Working', value: 'working' },
						],
						default: 'completed',
						description: 'Only tasks in this state',
					}),
				]),
			],
		},
		{
			value: 'send',
			name: 'Send Message',
			action: 'Send message to agent',
			description: 'Send a message to an agent by the agent-to-agent protocol',
			request: { method: 'POST', path: '/a2a/agents/{agentId}' },
			run: sendMessage,
			timeoutSeconds: 300,
			fields: [agent, text, waitForResult, additionalFields([continuedContext, continuedTask])],
		},
	],
};
