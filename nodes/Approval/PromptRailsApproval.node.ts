import type {
	EngineResponse,
	IExecuteFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
	NodeOutput,
} from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import { operationSubtitle } from '../shared/operation/editor/subtitle';
import { getAgentInputFields } from '../Agent/agentInput';
import { askWebhooks, decidedMeanwhile } from './ask/decidedMeanwhile';
import { operations } from './operations';

export class PromptRailsApproval implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Approval',
		name: 'promptRailsApproval',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: operationSubtitle(operations),
		description: 'Ask people for approval and wait for their decision, or decide what PromptRails agents ask',
		defaults: { name: 'PromptRails Approval' },
		builderHint: builderHint('promptRailsApproval', operations),
		usableAsTool: true,
		webhooks: askWebhooks,
	};

	methods = {
		listSearch: listSearches(operations),
		resourceMapping: { getAgentInputFields },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await decidedMeanwhile(this);
	}

	async execute(this: IExecuteFunctions, response?: EngineResponse): Promise<NodeOutput> {
		return await executeItems(this, operations, response);
	}
}
