import { streamingOptions } from '../../shared/execution/streamingOptions';
import { filters, openChoice, pathField, queryField } from '../../shared/operation/model/fields';
import { gateFields } from '../../shared/gate/gateFields';
import { gateOperation } from '../../shared/gate/runGate';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { ended } from '../ended';
import { executionGate } from '../executionGate';
import { simplifyExecution, simplifyTree } from '../simplifyExecution';
import { streamExecution } from '../streamExecution';

const status = openChoice(
	queryField({
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Awaiting Approval', value: 'awaiting_approval', description: 'Paused for a human to decide' },
			{ name: 'Canceled', value: 'cancelled', description: 'Stopped before its end' },
			{ name: 'Completed', value: 'completed' },
			{ name: 'Failed', value: 'failed' },
			{ name: 'Pending', value: 'pending' },
			{ name: 'Rejected', value: 'rejected', description: 'Refused by a human' },
			{ name: 'Running', value: 'running' },
			{
				name: 'Waiting Approval',
				value: 'waiting_approval',
				description: 'What servers that have API v2 call Awaiting Approval',
			},
		],
		default: 'completed',
		placeholder: 'e.g. cancel_requested',
		description: 'Only executions with this status',
	}),
);

/** The `execution` resource: the runs of agents. */
export const executionResource: Resource = {
	value: 'execution',
	name: 'Execution',
	defaultOperation: 'get',
	operations: [
		{
			value: 'cancel',
			name: 'Cancel',
			action: 'Cancel execution',
			description: 'Ask a run that has not ended to stop; it ends a little later',
			request: { method: 'POST', path: '/api/v1/executions/{executionId}/cancel', since: 2 },
			refusal: ended,
			simplify: simplifyExecution,
			fields: [pathField(locator('searchExecutions'))],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get execution',
			description: 'Get one run of an agent with its status, output, cost and trace ID',
			request: { method: 'GET', path: '/api/v1/executions/{executionId}' },
			simplify: simplifyExecution,
			fields: [pathField(locator('searchExecutions'))],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many executions',
			description: 'Get a list of runs, newest first',
			request: { method: 'GET', path: '/api/v1/executions' },
			result: 'paged',
			simplify: simplifyExecution,
			fields: [
				filters([
					queryField(
						locator('searchAgents', { required: false, description: 'Only executions of this agent' }),
					),
					queryField(
						locator('searchTraceSessions', {
							required: false,
							description: 'Only executions of this session',
						}),
					),
					...status,
				]),
			],
		},
		{
			value: 'getTree',
			name: 'Get Tree',
			action: 'Get execution tree',
			description: 'Get one run with the runs of its sub-agents under children, and theirs in turn',
			request: { method: 'GET', path: '/api/v1/executions/{executionId}/tree', since: 2 },
			simplify: simplifyTree,
			fields: [pathField(locator('searchExecutions'))],
		},
		{
			value: 'stream',
			name: 'Stream',
			action: 'Stream execution',
			description: 'Follow a run to its end and return its answer, word by word where n8n streams',
			request: { method: 'GET', path: '/api/v1/executions/{executionId}/stream' },
			run: streamExecution,
			simplify: simplifyExecution,
			options: streamingOptions,
			timeoutSeconds: 300,
			fields: [pathField(locator('searchExecutions'))],
		},
		{
			value: 'wait',
			name: 'Wait',
			action: 'Wait for execution',
			description:
				'Wait until a run has ended or pauses for approval, and go on by the branch of its outcome',
			...gateOperation(executionGate),
			simplify: simplifyExecution,
			fields: [pathField(locator('searchExecutions')), ...gateFields()],
		},
	],
};
