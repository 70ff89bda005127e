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
import { getAgentInputFields } from './agentInput';
import { a2aResource } from './resources/a2a';
import { agentResource } from './resources/agent';
import { guardrailResource } from './resources/guardrail';
import { versionResource } from './resources/version';

const operations: NodeOperations = {
	resources: [agentResource, versionResource, guardrailResource, a2aResource],
};

export class PromptRailsAgent implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Agent',
		name: 'promptRailsAgent',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Run PromptRails AI agents and manage them',
		defaults: { name: 'PromptRails Agent' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'promptRailsApi', required: true }],
		properties: nodeProperties(operations),
	};

	methods = {
		listSearch: listSearches(operations),
		resourceMapping: { getAgentInputFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems(this, operations);
	}
}
