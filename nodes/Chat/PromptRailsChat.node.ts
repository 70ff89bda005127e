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
import { messageResource } from './resources/message';
import { sessionResource } from './resources/session';

const operations: NodeOperations = { resources: [messageResource, sessionResource] };

export class PromptRailsChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Chat',
		name: 'promptRailsChat',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + ($parameter["resource"] ?? "message") }}',
		description: 'Chat with PromptRails AI agents and manage chat sessions',
		defaults: { name: 'PromptRails Chat' },
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
