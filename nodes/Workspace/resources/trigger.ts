import type { INodeProperties } from 'n8n-workflow';

import {
	additionalFields,
	bodyField,
	filters,
	pathField,
	queryField,
} from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Field, Resource } from '../../shared/operation/model/types';
import { isObject } from '../../shared/values';
import { activeField, createTrigger } from '../createTrigger';

const ITEM = '/api/v1/triggers/{triggerId}';

const isActive = activeField('Whether the source starts the agent');

const trigger = pathField(locator('searchTriggers'));

const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Morning report',
};

const source = bodyField({
	displayName: 'Source',
	name: 'source',
	type: 'options',
	options: [
		{ name: 'Generic', value: 'generic', description: 'Any system that calls a web address' },
		{ name: 'Schedule', value: 'schedule', description: 'A time that comes again and again' },
		{ name: 'Slack', value: 'slack', description: 'Messages in Slack; the agent answers there' },
		{ name: 'Teams', value: 'teams', description: 'Messages in Microsoft Teams' },
		{ name: 'Telegram', value: 'telegram', description: 'Messages in Telegram' },
		{ name: 'WhatsApp', value: 'whatsapp', description: 'Messages in WhatsApp' },
	],
	default: 'generic',
	description: 'What starts the agent',
});

const forSources = (...sources: string[]): INodeProperties['displayOptions'] => ({
	show: { source: sources },
});

const sourceConfigProperty: INodeProperties = {
	displayName: 'Source Config',
	name: 'sourceConfig',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"bot_token_credential_id": "..."}',
	description: 'A JSON object with the settings of the source, such as the IDs of its credentials',
};

/** Beside what has a field of its own, which counts where both are given. */
const freeConfig: Field = {
	...bodyField(sourceConfigProperty),
	convert: (value) => (isObject(value) && Object.keys(value).length === 0 ? undefined : value),
};

/** The settings of a source (docs/platform.md, P48). */
const sourceFields = [
	bodyField(
		{
			displayName: 'Cron Expression',
			name: 'cronExpression',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 0 8 * * 1-5',
			displayOptions: forSources('schedule'),
			description: 'When to start the agent: minute, hour, day of the month, month and day of the week',
		},
		'source_config.cron_expression',
	),
	bodyField(
		{
			displayName: 'Next Run',
			name: 'nextRunAt',
			type: 'dateTime',
			default: '',
			displayOptions: forSources('schedule'),
			description:
				'When to start the agent for the first time, which some servers require. Any ISO 8601 date, in the timezone of the workflow unless it has an offset.',
		},
		'source_config.next_run_at',
	),
	bodyField(
		locator('searchCredentials', {
			displayName: 'Bot Token Credential',
			name: 'botTokenCredentialId',
			displayOptions: forSources('slack'),
			description: 'The PromptRails credential with the token of the Slack bot',
		}),
		'source_config.bot_token_credential_id',
	),
	bodyField(
		locator('searchCredentials', {
			displayName: 'Signing Secret Credential',
			name: 'signingSecretCredentialId',
			displayOptions: forSources('slack'),
			description: 'The PromptRails credential with the signing secret of the Slack app',
		}),
		'source_config.signing_secret_credential_id',
	),
	freeConfig,
];

const replyConfig = bodyField({
	displayName: 'Reply Config',
	name: 'replyConfig',
	type: 'json',
	default: '{}',
	description: 'A JSON object that says how the answers of the agent go back to the source',
});

/** Without the token, which some servers show again and again. */
const SIMPLE_TRIGGER = [
	'id',
	'agent_id',
	'name',
	'source',
	'source_config',
	'reply_config',
	'token_prefix',
	'is_active',
	'has_secret',
	'last_used_at',
	'created_at',
	'updated_at',
];

/** The `trigger` resource: what starts an agent from outside, on servers that have more than webhooks for that. */
export const triggerResource: Resource = {
	value: 'trigger',
	name: 'Agent Trigger',
	defaultOperation: 'create',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create agent trigger',
			description:
				'Let a schedule, a chat app or another system start an agent; token and secret are shown only in this answer',
			request: { method: 'POST', path: '/api/v1/triggers', since: 2 },
			run: createTrigger(ITEM),
			simplify: [...SIMPLE_TRIGGER, 'token', 'secret'],
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new trigger' }),
				bodyField(
					locator('searchAgents', {
						description: 'The agent to start, picked from the list or given by its ID',
					}),
				),
				source,
				...sourceFields,
				additionalFields([
					isActive,
					bodyField({
						displayName: 'Generate Secret',
						name: 'generateSecret',
						type: 'boolean',
						default: true,
						description: 'Whether callers must sign what they send, with a secret that PromptRails makes',
					}),
					replyConfig,
				]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete agent trigger',
			description: 'Delete a trigger permanently; its source no longer starts the agent',
			request: { method: 'DELETE', path: ITEM, since: 2 },
			result: 'deleted',
			fields: [trigger],
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get agent trigger',
			description: 'Get one trigger with the settings of its source',
			request: { method: 'GET', path: ITEM, since: 2 },
			simplify: SIMPLE_TRIGGER,
			fields: [trigger],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many agent triggers',
			description: 'Get a list of triggers of any source, newest first',
			request: { method: 'GET', path: '/api/v1/triggers', since: 2 },
			result: 'paged',
			simplify: SIMPLE_TRIGGER,
			fields: [
				filters([
					queryField(
						locator('searchAgents', { required: false, description: 'Only triggers of this agent' }),
					),
				]),
			],
		},
		{
			value: 'update',
			name: 'Update',
			action: 'Update agent trigger',
			description: 'Rename a trigger, turn it on and off, or change the settings of its source',
			request: { method: 'PATCH', path: ITEM, since: 2 },
			simplify: SIMPLE_TRIGGER,
			fields: [
				trigger,
				additionalFields([
					isActive,
					bodyField({ ...nameProperty, description: 'New name of the trigger' }),
					replyConfig,
					source,
					bodyField(sourceConfigProperty),
				]),
			],
		},
	],
};
