import {
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	type SupplyData,
} from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { loadSdk } from '../shared/aiNodeSdk/loadSdk';
import { parentRun } from '../shared/aiNodeSdk/parentRun';
import { listSearchesNamed } from '../shared/operation/editor/listSearch';
import { errorOfRun } from '../shared/operation/run/nodeError';
import { PromptRailsClient } from '../shared/transport/client';
import { CREDENTIAL_NAME } from '../shared/transport/host';
import { AgentModel } from './agentModel';
import { callsOf } from './modelCalls';
import { properties, readSettings, searchInputFields } from './properties';

export class PromptRailsChatModel implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Chat Model',
		name: 'promptRailsChatModel',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: '={{ $parameter["inputField"].value }}',
		group: ['transform'],
		version: 1,
		description: "Use a PromptRails agent as the chat model of n8n's AI Agent and chains",
		defaults: { name: 'PromptRails Chat Model' },
		builderHint: builderHint('promptRailsChatModel'),
		inputs: [],
		outputs: [NodeConnectionTypes.AiLanguageModel],
		outputNames: ['Model'],
		credentials: [{ name: CREDENTIAL_NAME, required: true }],
		properties,
	};

	methods = { listSearch: { ...listSearchesNamed(['searchAgents']), searchInputFields } };

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		const sdk = await loadSdk(this.getNode(), 'PromptRails Chat Model', 'use the PromptRails Agent node');
		const asNodeError = (error: unknown): Error => errorOfRun(this, error, itemIndex);
		try {
			const settings = readSettings(this, itemIndex);
			const client = await PromptRailsClient.create(this);
			const calls = callsOf<IDataObject>(parentRun(this));
			return sdk.supplyModel(this, new AgentModel({ client, host: this }, settings, calls, asNodeError));
		} catch (error) {
			throw asNodeError(error);
		}
	}
}
