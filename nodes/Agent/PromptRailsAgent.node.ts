import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { actionNode } from '../shared/operation/editor/actionNode';
import { executeItems } from '../shared/operation/run/executeItems';
import { listSearches } from '../shared/operation/editor/listSearch';
import type { NodeOperations } from '../shared/operation/model/types';
import { getAgentInputFields } from './agentInput';
import { a2aResource } from './resources/a2a';
import { agentResource } from './resources/agent';
import { fileResource } from './resources/file';
import { guardrailResource } from './resources/guardrail';
import { versionResource } from './resources/version';

const operations: NodeOperations = {
	resources: [agentResource, versionResource, guardrailResource, fileResource, a2aResource],
};

export class PromptRailsAgent implements INodeType {
	description: INodeTypeDescription = {
		...actionNode(operations),
		displayName: 'PromptRails Agent',
		name: 'promptRailsAgent',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Run PromptRails AI agents and manage them',
		defaults: { name: 'PromptRails Agent' },
		usableAsTool: true,
	};

	methods = {
		listSearch: listSearches(operations),
		resourceMapping: { getAgentInputFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems(this, operations);
	}
}
