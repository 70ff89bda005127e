import type { IExecuteFunctions, INodeType, INodeTypeDescription, NodeOutput } from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import { operationSubtitle } from '../shared/operation/editor/subtitle';
import { operations } from './operations';
import { KEY_SINCE } from './sendTo';

export class PromptRailsChat implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		version: [1, KEY_SINCE],
		defaultVersion: KEY_SINCE,
		displayName: 'PromptRails Chat',
		name: 'promptRailsChat',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: operationSubtitle(operations),
		description: 'Chat with PromptRails AI agents and manage chat sessions',
		defaults: { name: 'PromptRails Chat' },
		builderHint: builderHint('promptRailsChat', operations),
		usableAsTool: true,
	};

	methods = { listSearch: listSearches(operations) };

	async execute(this: IExecuteFunctions): Promise<NodeOutput> {
		return await executeItems(this, operations);
	}
}
