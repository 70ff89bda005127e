import type { INodeProperties } from 'n8n-workflow';

import {
	additionalFields,
	bodyField,
	filters,
	pathField,
	queryField,
} from '../../shared/operation/model/fields';
import { locator } from '../../shared/operation/model/locators';
import type { Resource } from '../../shared/operation/model/types';
import { HOOK, hookOptions, simplifyHookAnswer } from '../../shared/webhook/hookCall';
import { activeField, createTrigger } from '../createTrigger';
import { fireHook, hookFields } from '../fireHook';

const ITEM = '/api/v1/webhook-triggers/{triggerId}';

const trigger = pathField(locator('searchWebhookTriggers'));

const nameProperty: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Shop system',
};

const isActive = activeField('Whether calls to the trigger start its agent');

/** Without the token, which some servers show again and again. */
const SIMPLE_TRIGGER = [
	'id',
	'agent_id',
	'name',
	'token_prefix',
	'is_active',
	'has_secret',
	'last_used_at',
	'created_at',
	'updated_at',
];

/** The `webhookTrigger` resource: addresses at which other systems start an agent. */
export const webhookTriggerResource: Resource = {
	value: 'webhookTrigger',
	name: 'Webhook Trigger',
	defaultOperation: 'fire',
	operations: [
		{
			value: 'create',
			name: 'Create',
			action: 'Create webhook trigger',
			description:
				'Give an agent an address to be started at; its token and secret are shown only in this answer',
			request: { method: 'POST', path: '/api/v1/webhook-triggers' },
			run: createTrigger(ITEM),
			simplify: [...SIMPLE_TRIGGER, 'token', 'secret'],
			fields: [
				bodyField({ ...nameProperty, required: true, description: 'Name of the new trigger' }),
				bodyField(
					locator('searchAgents', {
						description: 'The agent that each call starts, picked from the list or given by its ID',
					}),
				),
				additionalFields([
					bodyField({
						displayName: 'Generate Secret',
						name: 'generateSecret',
						type: 'boolean',
						default: true,
						description: 'Whether callers must sign what they send, with a secret that PromptRails makes',
					}),
					isActive,
				]),
			],
		},
		{
			value: 'delete',
			name: 'Delete',
			action: 'Delete webhook trigger',
			description: 'Delete a webhook trigger permanently; its address stops working',
			request: { method: 'DELETE', path: ITEM },
			result: 'deleted',
			fields: [trigger],
		},
		{
			value: 'fire',
			name: 'Fire',
			action: 'Fire webhook trigger',
			description: 'Call the address of a webhook trigger as another system would, which starts its agent',
			request: HOOK,
			run: fireHook,
			simplify: simplifyHookAnswer,
			timeoutSeconds: 300,
			fields: hookFields,
			options: hookOptions,
		},
		{
			value: 'get',
			name: 'Get',
			action: 'Get webhook trigger',
			description: 'Get one webhook trigger',
			request: { method: 'GET', path: ITEM },
			simplify: SIMPLE_TRIGGER,
			fields: [trigger],
		},
		{
			value: 'getAll',
			name: 'Get Many',
			action: 'Get many webhook triggers',
			description: 'Get a list of webhook triggers, newest first',
			request: { method: 'GET', path: '/api/v1/webhook-triggers' },
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
			action: 'Update webhook trigger',
			description: 'Rename a webhook trigger, or turn it on and off',
			request: { method: 'PATCH', path: ITEM },
			simplify: SIMPLE_TRIGGER,
			fields: [
				trigger,
				additionalFields([isActive, bodyField({ ...nameProperty, description: 'New name of the trigger' })]),
			],
		},
	],
};
