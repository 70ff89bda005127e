import {
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	type SupplyData,
} from 'n8n-workflow';

import { builderHint } from '../shared/builderHints';
import { loadSdk } from '../shared/aiNodeSdk/loadSdk';
import { nodeContext } from '../shared/aiNodeSdk/nodeContext';
import { IdHint } from '../shared/idHint';
import { listSearchesNamed } from '../shared/operation/editor/listSearch';
import { errorOfRun } from '../shared/operation/run/nodeError';
import { PromptRailsClient } from '../shared/transport/client';
import { CREDENTIAL_NAME } from '../shared/transport/host';
import { AgentTurns } from './agentTurns';
import { Conversation } from './conversation';
import { properties, readSettings } from './properties';

export class PromptRailsChatMemory implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'PromptRails Chat Memory',
		name: 'promptRailsChatMemory',
		icon: { light: 'file:../../icons/promptrails.svg', dark: 'file:../../icons/promptrails.dark.svg' },
		subtitle: '={{ $parameter["sessionKey"] }}',
		group: ['transform'],
		version: 1,
		description: "Let n8n's AI Agent remember its conversations in PromptRails",
		defaults: { name: 'PromptRails Chat Memory' },
		builderHint: builderHint('promptRailsChatMemory'),
		inputs: [],
		outputs: [NodeConnectionTypes.AiMemory],
		outputNames: ['Memory'],
		credentials: [{ name: CREDENTIAL_NAME, required: true }],
		properties,
	};

	methods = { listSearch: listSearchesNamed(['searchAgents']) };

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		const sdk = await loadSdk(this.getNode(), 'PromptRails Chat Memory', 'use the PromptRails Chat node');
		const asNodeError = (error: unknown): Error => errorOfRun(this, error, itemIndex);
		try {
			const settings = readSettings(this, itemIndex);
			const client = await PromptRailsClient.create(this);
			const kept = nodeContext(this);
			const conversation = [settings.agentId, settings.sessionKey];
			const newest = new IdHint(this, 'turns', conversation);
			const lines = new IdHint(this, 'lines', conversation);
			const store = new AgentTurns(client, settings, kept, newest, lines);
			return sdk.supplyMemory(this, new Conversation(client, store, settings, kept, asNodeError));
		} catch (error) {
			throw asNodeError(error);
		}
	}
}
