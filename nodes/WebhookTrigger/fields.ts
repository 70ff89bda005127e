import type { INodeProperties } from 'n8n-workflow';

import { simplifyField } from '../shared/operation/model/commonFields';
import { locator } from '../shared/operation/model/locators';
import { hookOptions } from '../shared/webhook/hookCall';
import { SIGNATURE_HEADER } from '../shared/webhook/signature';
import { SECRET_COMMAND, SHORTEST_SECRET } from './secretRule';
import { SIGNING_NOTICE } from './signingHelp';

/** The version of the node that has Simplify. */
export const SIMPLIFY_SINCE = 1.1;

/** Seconds that a call waits for the run of the agent, unless the user says otherwise. */
export const DEFAULT_RUN_SECONDS = 300;

const forAgentWebhook = { show: { triggerOn: ['agentWebhook'] } };
const forPlatformEvent = { show: { triggerOn: ['platformEvent'] } };

/** The one event whose name PromptRails documents. */
const APPROVAL_EVENT = 'execution.awaiting_approval';
/** The choices beside it. */
export const ANY_EVENT = '*';
export const OTHER_EVENTS = '__other';

const options: INodeProperties[] = [
	{
		displayName: 'Allow Short Secret',
		name: 'allowShortSecret',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/verifySignature': [true] } },
		description: `Whether the workflow can be published with a secret of fewer than ${SHORTEST_SECRET} characters, which can be guessed`,
	},
	{
		displayName: 'Include Headers',
		name: 'includeHeaders',
		type: 'string',
		default: '',
		placeholder: 'e.g. X-Order-ID, X-Tenant',
		description:
			'Names of further headers to pass on, separated by commas. Without this option, only headers that cannot say who sent the call come out: the content type, the user agent, IDs of the request, and the headers of PromptRails. The signature never comes out.',
	},
	...hookOptions.map(({ property }) => ({
		...property,
		displayOptions: { show: { '/triggerOn': ['agentWebhook'] } },
	})),
	{
		displayName: 'Previous Secret',
		name: 'previousSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		displayOptions: { show: { '/verifySignature': [true] } },
		description:
			'A secret that is accepted beside the current one while callers change over. An expression can give a list of several.',
	},
	{
		displayName: 'Refuse Replays',
		name: 'refuseReplays',
		type: 'boolean',
		default: true,
		displayOptions: { show: { '/verifySignature': [true] } },
		description:
			'Whether to refuse a signed call that came before, with status 409, for as long as it is among the last 1,000. Without a time in the signature, calls with the same body are the same call, such as a nightly one: let the caller sign the time of each call (t=…,v1=…), or put a delivery ID of its own into each body.',
	},
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		default: SIGNATURE_HEADER,
		displayOptions: { show: { '/verifySignature': [true] } },
		description: 'The header of incoming calls that carries the signature',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_RUN_SECONDS,
		displayOptions: { show: { '/triggerOn': ['agentWebhook'] } },
		description: 'Longest time in seconds to wait for the run of the agent',
	},
	{
		displayName: 'Wake Waiting Executions',
		name: 'wakeWaiting',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/triggerOn': ['platformEvent'] } },
		description:
			'Whether an event also wakes the execution of this n8n that waits for the decision about the run in Approval: Ask and Wait, which looks by itself once an hour otherwise. It costs up to two requests for each event, and needs an event that PromptRails sends once the decision is made.',
	},
];

/** The panel of the node. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Agent Webhook',
				value: 'agentWebhook',
				description:
					'Another system calls n8n: the call runs an agent, and the workflow goes on with its result',
			},
			{
				name: 'Platform Event',
				value: 'platformEvent',
				description: 'PromptRails calls n8n when something happens there, such as a run that awaits approval',
			},
		],
		default: 'agentWebhook',
	},
	{
		displayName:
			'Give the caller the webhook URL above and the secret below. Publishing the workflow makes a webhook trigger for the agent in PromptRails, unpublishing deletes it.',
		name: 'agentWebhookNotice',
		type: 'notice',
		default: '',
		displayOptions: forAgentWebhook,
	},
	{
		displayName:
			'PromptRails needs to know once where to call. Copy the production URL above, add it as a webhook in PromptRails under Settings &gt; Notifications, select the events there, and use the same secret there and below. Then publish the workflow.',
		name: 'platformEventNotice',
		type: 'notice',
		default: '',
		displayOptions: forPlatformEvent,
	},
	{
		...locator('searchAgents', {
			description: 'The agent that each call runs, picked from the list or given by its ID',
		}),
		displayOptions: forAgentWebhook,
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{ name: 'Any Event', value: ANY_EVENT, description: 'Every event that PromptRails sends to the URL' },
			{
				name: 'Execution Awaiting Approval',
				value: APPROVAL_EVENT,
				description: 'A run paused until somebody approves or rejects it',
			},
			{ name: 'Other', value: OTHER_EVENTS, description: 'Events that are not in this list' },
		],
		default: [APPROVAL_EVENT],
		displayOptions: forPlatformEvent,
		description: 'The events that start the workflow; others are answered and dropped',
	},
	{
		displayName: 'Other Events',
		name: 'otherEvents',
		type: 'string',
		default: '',
		placeholder: 'e.g. execution.failed, execution.completed',
		displayOptions: { show: { triggerOn: ['platformEvent'], events: [OTHER_EVENTS] } },
		description: 'Names of further events as PromptRails sends them, separated by commas',
	},
	{
		displayName: 'Include Approval and Execution',
		name: 'enrich',
		type: 'boolean',
		default: false,
		displayOptions: forPlatformEvent,
		description:
			'Whether to fetch the approval and the execution that the event is about. They are null where they cannot be read.',
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		default: true,
		description:
			'Whether to refuse calls that are not signed with the secret (HMAC-SHA256 over the body). Without it, everybody who knows the URL can start the workflow.',
	},
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		displayOptions: { show: { verifySignature: [true] } },
		hint: `At least ${SHORTEST_SECRET} characters, such as what <code>${SECRET_COMMAND}</code> prints`,
		description: `The secret that you share with the caller and that signs its calls, with at least ${SHORTEST_SECRET} characters. Make one with <code>${SECRET_COMMAND}</code>. A secret of several lines counts as one.`,
	},
	{
		displayName: SIGNING_NOTICE,
		name: 'signingNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { triggerOn: ['agentWebhook'], verifySignature: [true] } },
	},
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		options: [
			{ name: 'Immediately', value: 'immediately', description: 'With status 202, before the agent runs' },
			{
				name: 'When the Run Ends',
				value: 'whenRunEnds',
				description: 'With the result of the run, or with what it waits for',
			},
		],
		default: 'immediately',
		displayOptions: forAgentWebhook,
		description: 'When the caller gets its answer',
	},
	{
		...simplifyField.property,
		displayOptions: {
			show: { triggerOn: ['agentWebhook'], '@version': [{ _cnd: { gte: SIMPLIFY_SINCE } }] },
		},
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	},
];
