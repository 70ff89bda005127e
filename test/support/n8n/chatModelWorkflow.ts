import {
	type CredentialReference,
	row,
	type Unplaced,
	type WorkflowDefinition,
	type WorkflowNode,
} from '../../host';
import { byId } from '../../locator';
import { AI_AGENT } from './toolWorkflow';
import { chain } from './workflows';

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

/** Name of the chain of n8n that asks a model once. */
export const CHAIN = 'Basic LLM Chain';

/** A chain of n8n that asks a model to say hello, and is started by hand. */
export function chainWithModel(model: WorkflowNode): WorkflowDefinition {
	const parameters = { promptType: 'define', text: '={{ $json.text }}' };
	const asks: Unplaced = {
		name: CHAIN,
		type: '@n8n/n8n-nodes-langchain.chainLlm',
		typeVersion: 1.7,
		parameters,
	};
	const base = chain('model', [{ text: 'Say hello' }], [asks]);
	const ofModel = { ai_languageModel: [[{ node: CHAIN, type: 'ai_languageModel' as const, index: 0 }]] };
	return {
		...base,
		nodes: [...base.nodes, model],
		connections: { ...base.connections, [model.name]: ofModel },
	};
}
