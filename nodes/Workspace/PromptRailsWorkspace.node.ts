import type { IExecuteFunctions, INodeType, INodeTypeDescription, NodeOutput } from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import { operationSubtitle } from '../shared/operation/editor/subtitle';
import { operations } from './operations';

export class PromptRailsWorkspace implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Workspace',
		name: 'promptRailsWorkspace',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: operationSubtitle(operations),
		description: 'Query data sources, call MCP tools, fire webhooks and manage what PromptRails agents use',
		defaults: { name: 'PromptRails Workspace' },
		builderHint: builderHint('promptRailsWorkspace', operations),
		// Of new webhook triggers and triggers. They belong into the next node, not before the eyes of who looks at an execution.
		sensitiveOutputFields: ['token', 'secret'],
		usableAsTool: true,
	};

	methods = { listSearch: listSearches(operations) };

	async execute(this: IExecuteFunctions): Promise<NodeOutput> {
		return await executeItems(this, operations);
	}
}
