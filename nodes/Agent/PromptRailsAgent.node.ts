import type { IExecuteFunctions, INodeType, INodeTypeDescription, NodeOutput } from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import { operationSubtitle } from '../shared/operation/editor/subtitle';
import { getAgentInputFields } from './agentInput';
import { operations } from './operations';

export class PromptRailsAgent implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Agent',
		name: 'promptRailsAgent',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: operationSubtitle(operations),
		description: 'Run PromptRails AI agents and manage them',
		defaults: { name: 'PromptRails Agent' },
		builderHint: builderHint('promptRailsAgent', operations),
		usableAsTool: true,
	};

	methods = {
		listSearch: listSearches(operations),
		resourceMapping: { getAgentInputFields },
	};

	async execute(this: IExecuteFunctions): Promise<NodeOutput> {
		return await executeItems(this, operations);
	}
}
