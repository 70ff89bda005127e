import type {
	EngineResponse,
	IExecuteFunctions,
	INodeType,
	INodeTypeDescription,
	NodeOutput,
} from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import { operationSubtitle } from '../shared/operation/editor/subtitle';
import { operations } from './operations';

export class PromptRailsExecution implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Execution',
		name: 'promptRailsExecution',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: operationSubtitle(operations),
		description: 'Look at PromptRails runs: their results, traces, files, sessions and costs',
		defaults: { name: 'PromptRails Execution' },
		builderHint: builderHint('promptRailsExecution', operations),
		usableAsTool: true,
	};

	methods = { listSearch: listSearches(operations) };

	async execute(this: IExecuteFunctions, response?: EngineResponse): Promise<NodeOutput> {
		return await executeItems(this, operations, response);
	}
}
