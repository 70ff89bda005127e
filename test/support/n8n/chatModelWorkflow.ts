import {
	type CredentialReference,
	row,
	type Unplaced,
	type WorkflowDefinition,
	type WorkflowNode,
} from '../../host';
import { byId } from '../../locator';
import { AI_AGENT } from './toolWorkflow';

/** Name of the Chat Model node. */
export const MODEL = 'PromptRails Model';

/** A PromptRails agent that takes any input as a chat model: it gets the last message. */
export const chatModel = (
	credentials: Record<string, CredentialReference>,
	agentId: string,
): WorkflowNode => ({
	name: MODEL,
	type: 'n8n-nodes-promptrails.promptRailsChatModel',
	typeVersion: 1,
	position: [400, 224],
	parameters: {
		agentId: byId(agentId),
		inputField: { __rl: true, mode: 'name', value: 'message' },
		textToSend: 'last',
		options: {},
	},
	credentials,
});

/** n8n's AI Agent behind a trigger, with its model and its tools. */
export function withModel(
	trigger: Unplaced,
	model: WorkflowNode,
	tools: WorkflowNode[] = [],
): WorkflowDefinition {
	const agent: Unplaced = {
		name: AI_AGENT,
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: 3,
		parameters: { options: {} },
	};
	const base = row('called', [trigger, agent]);
	const link = (type: 'ai_languageModel' | 'ai_tool') => ({ [type]: [[{ node: AI_AGENT, type, index: 0 }]] });
	return {
		...base,
		nodes: [...base.nodes, model, ...tools],
		connections: {
			...base.connections,
			[model.name]: link('ai_languageModel'),
			...Object.fromEntries(tools.map(({ name }) => [name, link('ai_tool')])),
		},
	};
}
