import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { nodeProperties } from '../shared/operation/describe';
import { executeItems } from '../shared/operation/executeItems';
import { listSearches } from '../shared/operation/listSearch';
import type { NodeOperations } from '../shared/operation/types';
import { promptResource } from './resources/prompt';
import { versionResource } from './resources/version';

const operations: NodeOperations = { resources: [promptResource, versionResource] };

export class PromptRailsPrompt implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Prompt',
		name: 'promptRailsPrompt',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + ($parameter["resource"] ?? "prompt") }}',
		description: 'Run PromptRails prompts and manage their versions',
		defaults: { name: 'PromptRails Prompt' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'promptRailsApi', required: true }],
		properties: nodeProperties(operations),
	};

	methods = { listSearch: listSearches(operations) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems(this, operations);
	}
}
