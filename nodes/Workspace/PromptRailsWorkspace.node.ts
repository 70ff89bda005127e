import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import type { NodeOperations } from '../shared/operation/model/types';
import { credentialResource } from './resources/credential';
import { dataSourceResource } from './resources/dataSource';
import { dataSourceVersionResource } from './resources/dataSourceVersion';
import { llmModelResource } from './resources/llmModel';
import { mcpTemplateResource } from './resources/mcpTemplate';
import { mcpToolResource } from './resources/mcpTool';
import { templateResource } from './resources/template';
import { triggerResource } from './resources/trigger';
import { webhookTriggerResource } from './resources/webhookTrigger';

const operations: NodeOperations = {
	resources: [
		dataSourceResource,
		dataSourceVersionResource,
		credentialResource,
		llmModelResource,
		mcpToolResource,
		mcpTemplateResource,
		templateResource,
		webhookTriggerResource,
		triggerResource,
	],
};

export class PromptRailsWorkspace implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Workspace',
		name: 'promptRailsWorkspace',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Query data sources, call MCP tools, fire webhooks and manage what PromptRails agents use',
		defaults: { name: 'PromptRails Workspace' },
		usableAsTool: true,
	};

	methods = { listSearch: listSearches(operations) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems(this, operations);
	}
}
