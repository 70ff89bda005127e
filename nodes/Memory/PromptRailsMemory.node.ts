import type { IExecuteFunctions, INodeType, INodeTypeDescription, NodeOutput } from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import { operationSubtitle } from '../shared/operation/editor/subtitle';
import { operations } from './operations';

export class PromptRailsMemory implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Memory',
		name: 'promptRailsMemory',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: operationSubtitle(operations),
		description: 'Store, search and delete what PromptRails agents remember',
		defaults: { name: 'PromptRails Memory' },
		builderHint: builderHint('promptRailsMemory', operations),
		usableAsTool: true,
	};

	methods = { listSearch: listSearches(operations) };

	async execute(this: IExecuteFunctions): Promise<NodeOutput> {
		return await executeItems(this, operations);
	}
}
