import type { CredentialReference, N8nClient, Unplaced, WorkflowDefinition } from '../../host';
import { byId } from '../../locator';
import type { FakeChatModel } from './fakeChatModel';
import { TYPES } from './fixture';
import { chain, executeParameters } from './workflows';

/** Name of n8n's own agent in the workflow. */
export const AI_AGENT = 'AI Agent';
/** Name of its tool. */
export const TOOL = 'Ask Support';

/** A workflow in which n8n's AI Agent has our Agent node as its tool, and a chat model of the test's. */
export async function toolWorkflow(
	client: N8nClient,
	model: FakeChatModel,
	agentId: string,
	credentials: Record<string, CredentialReference>,
): Promise<WorkflowDefinition> {
	const openAi = await client.createCredential({
		name: 'Fake model',
		type: 'openAiApi',
		data: { apiKey: 'fake', url: model.url, header: false },
	});
	const base = chain(
		'tool',
		[{ text: 'Ask support for me' }],
		[
			{
				name: AI_AGENT,
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3,
				parameters: { promptType: 'define', text: '={{ $json.text }}', options: {} },
			},
		],
	);
	const input = {
		name: "={{ $fromAI('name', 'Name of the customer', 'string') }}",
		question: "={{ $fromAI('question', 'What the customer wants to know', 'string') }}",
	};
	return {
		...base,
		nodes: [
			...base.nodes,
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				position: [200, 200],
				parameters: { model: byId('fake'), options: {} },
				credentials: { openAiApi: openAi },
			},
			{
				name: TOOL,
				type: TYPES.agentTool,
				typeVersion: 1,
				position: [400, 200],
				parameters: executeParameters(agentId, input),
				credentials,
			},
		],
		connections: {
			...base.connections,
			Model: { ai_languageModel: [[{ node: AI_AGENT, type: 'ai_languageModel', index: 0 }]] },
			[TOOL]: { ai_tool: [[{ node: AI_AGENT, type: 'ai_tool', index: 0 }]] },
		},
	};
}

/** The same workflow with another tool. */
export const withTool = (workflow: WorkflowDefinition, tool: Unplaced): WorkflowDefinition => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === TOOL ? { ...tool, name: TOOL, position: node.position } : node,
	),
});

/** The same workflow, whose AI Agent remembers in the memory of a PromptRails agent. */
export function withChatMemory(
	workflow: WorkflowDefinition,
	agentId: string,
	credentials: Record<string, CredentialReference>,
): WorkflowDefinition {
	const memory: WorkflowDefinition['nodes'][number] = {
		name: 'Memory',
		type: 'n8n-nodes-promptrails.promptRailsChatMemory',
		typeVersion: 1,
		position: [600, 200],
		parameters: { agentId: byId(agentId), sessionKey: 'matrix', contextWindowLength: 5, recallQuery: '' },
		credentials,
	};
	return {
		...workflow,
		nodes: [...workflow.nodes, memory],
		connections: {
			...workflow.connections,
			Memory: { ai_memory: [[{ node: AI_AGENT, type: 'ai_memory', index: 0 }]] },
		},
	};
}
