import {
	additionalFields,
	bodyField,
	filters,
	openChoice,
	pathField,
	queryField,
} from '../../shared/operation/model/fields';
import { gateFields } from '../../shared/gate/gateFields';
import { gateOperation } from '../../shared/gate/runGate';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { agentInputFields } from '../../Agent/agentInput';
import { askGate, MOST_HOURS, simplifyAsked } from '../ask/askGate';
import { approvalGate, passRunsField } from '../approvalGate';
import { decided } from '../decided';

const approval = pathField(locator('searchApprovals'));
/** What an agent before the gate gave, unless the user says otherwise. */
const askedApproval = pathField({
	...locator('searchApprovals'),
	default: { mode: 'id', value: '={{ $json.approval.id }}' },
});

/** The agent whose run asks. */
const gateAgent = pathField(
	locator(
		'searchAgents',
		{
			displayName: 'Gate Agent',
			description:
				'An agent that pauses for approval on every input that it gets here. People see its input and output, and decide in PromptRails or where it notifies them.',
		},
		'gate agent',
	),
);

const SIMPLE_APPROVAL = [
	'id',
	'status',
	'execution_id',
	// Where the approval is read from its run, this is what its status was derived from.
	'execution_status',
	'agent_id',
	'checkpoint_name',
	'payload',
	'reason',
	'decided_by',
	'decided_at',
	'expires_at',
	'created_at',
];

/** Approvals: what runs that paused ask a human. */
const DECISIONS = [
	{ name: 'Approve', value: 'approved', description: 'Let the run go on' },
	{ name: 'Reject', value: 'rejected', description: 'End the run without its result' },
];

export const approvalResource: Resource = {
	value: null,
	name: 'Approval',
	defaultOperation: 'decide',
	operations: [
		{
			value: 'sendAndWait',
			name: 'Ask and Wait',
			action: 'Ask for approval and wait',
			description:
				'Ask people for approval by running an agent that pauses for it, wait for their decision, and go on by its branch. The agent runs once, whatever is tried again.',
			...gateOperation(askGate),
			simplify: simplifyAsked(SIMPLE_APPROVAL),
			timeoutSeconds: 60,
			fields: [
				gateAgent,
				...agentInputFields,
				...gateFields({
					waitMode: { default: 'sleep' },
					sleepLimit: {
						typeOptions: { minValue: 0, maxValue: MOST_HOURS },
						description: `How many hours to wait before giving up, counted from the question: ${MOST_HOURS} (30 days) at the most`,
					},
				}),
			],
		},
		{
			value: 'decide',
			name: 'Decide',
			action: 'Decide on approval',
			description: 'Approve or reject a pending approval; its run goes on or ends. Cannot be undone.',
			request: { method: 'POST', path: '/api/v1/approvals/{approvalId}/decide' },
			refusal: decided,
			simplify: SIMPLE_APPROVAL,
			fields: [
				approval,
				bodyField({
					displayName: 'Decision',
					name: 'decision',
					type: 'options',
					required: true,
					options: DECISIONS,
					// Nobody approves by leaving a field as it is. n8n does not run a node that was saved so.
					default: '',
					description:
						'What to decide: "approved" lets the run go on, "rejected" ends it. Only a pending approval can be decided.',
				}),
				additionalFields([
					bodyField({
						displayName: 'Reason',
						name: 'reason',
						type: 'string',
						typeOptions: { rows: 2 },
						default: '',
						placeholder: 'e.g. Amount checked against the invoice',
						description: 'Why it was decided so. Kept with the approval.',
					}),
				]),
			],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get approval',
			description: 'Get one approval with its status and the payload to review',
			request: { method: 'GET', path: '/api/v1/approvals/{approvalId}' },
			simplify: SIMPLE_APPROVAL,
			fields: [approval],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many approvals',
			description: 'Get a list of approvals, newest first',
			request: { method: 'GET', path: '/api/v1/approvals' },
			result: 'paged',
			simplify: SIMPLE_APPROVAL,
			fields: [
				filters(
					openChoice(
						queryField({
							displayName: 'Status',
							name: 'status',
							type: 'options',
							options: [
								{ name: 'Approved', value: 'approved' },
								{ name: 'Pending', value: 'pending', description: 'Not decided yet' },
								{ name: 'Rejected', value: 'rejected' },
							],
							default: 'pending',
							placeholder: 'e.g. expired',
							description: 'Only approvals with this status',
						}),
					),
				),
			],
		},
		{
			value: 'wait',
			name: 'Wait for Decision',
			action: 'Wait for decision',
			description:
				'Wait until a human has decided, wherever that happens, and go on by the branch of the decision',
			...gateOperation(approvalGate),
			simplify: SIMPLE_APPROVAL,
			fields: [askedApproval, ...gateFields()],
			options: [passRunsField],
		},
	],
};
