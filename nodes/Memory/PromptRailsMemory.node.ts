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
import { memoryResource } from './resources/memory';

const operations: NodeOperations = { resources: [memoryResource] };

export class PromptRailsMemory implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Memory',
		name: 'promptRailsMemory',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Store, search and delete what PromptRails agents remember',
		defaults: { name: 'PromptRails Memory' },
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
