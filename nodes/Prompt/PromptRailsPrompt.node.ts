import type { IExecuteFunctions, INodeType, INodeTypeDescription, NodeOutput } from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import { operationSubtitle } from '../shared/operation/editor/subtitle';
import { getPromptInputFields } from './promptInput';
import { operations } from './operations';

export class PromptRailsPrompt implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Prompt',
		name: 'promptRailsPrompt',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: operationSubtitle(operations),
		description: 'Run PromptRails prompts and manage their versions',
		defaults: { name: 'PromptRails Prompt' },
		builderHint: builderHint('promptRailsPrompt', operations),
		usableAsTool: true,
	};

	methods = {
		listSearch: listSearches(operations),
		resourceMapping: { getPromptInputFields },
	};

	async execute(this: IExecuteFunctions): Promise<NodeOutput> {
		return await executeItems(this, operations);
	}
}
