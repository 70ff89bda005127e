import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { gateOutputs } from '../shared/gate/outputs';
import { nodeProperties } from '../shared/operation/describe';
import { executeItems } from '../shared/operation/executeItems';
import { listSearches } from '../shared/operation/listSearch';
import type { NodeOperations } from '../shared/operation/types';
import { approvalResource } from './resources/approval';

const operations: NodeOperations = { resources: [approvalResource] };

export class PromptRailsApproval implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Approval',
		name: 'promptRailsApproval',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Review and decide what PromptRails agents ask a human to approve',
		defaults: { name: 'PromptRails Approval' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: gateOutputs(operations),
		credentials: [{ name: 'promptRailsApi', required: true }],
		properties: nodeProperties(operations),
	};

	methods = { listSearch: listSearches(operations) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems(this, operations);
	}
}
