import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { listSearchesNamed } from '../shared/operation/editor/listSearch';
import { properties, SIMPLIFY_SINCE } from './fields';
import { isRegistered, register, unregister } from './lifecycle';
import { receive } from './receive';
import { requireStrongSecret } from './secretRule';
import { ACTIVATION_MESSAGE, TRIGGER_PANEL } from './signingHelp';

export class PromptRailsWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Webhook Trigger',
		name: 'promptRailsWebhookTrigger',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		group: ['trigger'],
		version: [1, SIMPLIFY_SINCE],
		defaultVersion: SIMPLIFY_SINCE,
		subtitle: '={{ $parameter["triggerOn"] === "agentWebhook" ? "agent webhook" : "platform event" }}',
		description:
			'Starts the workflow when another system calls an agent, or when something happens in PromptRails',
		eventTriggerDescription: 'Waiting for a call of the test URL',
		activationMessage: ACTIVATION_MESSAGE,
		triggerPanel: TRIGGER_PANEL,
		defaults: { name: 'PromptRails Webhook Trigger' },
		builderHint: builderHint('promptRailsWebhookTrigger'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'promptRailsApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties,
	};

	methods = { listSearch: listSearchesNamed(['searchAgents']) };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				requireStrongSecret(this);
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
