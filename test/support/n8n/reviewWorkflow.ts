import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Emulator } from '../../emulator';
import type { CredentialReference, N8nClient, WorkflowDefinition, WorkflowNode } from '../../host';
import { byId } from '../../locator';
import type { FakeChatModel } from './fakeChatModel';
import { type ChatAnswer, chatTrigger } from './publicWorkflow';
import { AI_AGENT, toolWorkflow } from './toolWorkflow';
import { TRIGGER } from './workflows';

/** Name of the human review between the agent and its tool. */
export const DESK = 'Review Desk';
/** Name of the tool that must not run before somebody has approved. */
const GATED = 'Ask Support';

/** What the model calls the tool with: an order that nothing else is about. */
export const callAbout = (order: string): object => ({
	toolParameters: { question: order },
	hitlParameters: {},
});

/** Name of the node that sends the answer of the agent to the chat, where the chat answers by nodes. */
export const SENDER = 'Send Answer';

export interface ReviewDesk {
	/** The workflow's name, and what the agent is asked. */
	about: string;
	model: FakeChatModel;
	/** The gate agent. */
	agentId: string;
	parameters?: INodeParameters;
	/** Other settings of the review, such as `onError`. */
	settings?: Partial<WorkflowNode>;
	/** The item that the agent gets, beside its text. */
	item?: IDataObject;
}

/** n8n's AI Agent, whose tool runs an agent of PromptRails once a person has approved the call at the desk. */
export async function reviewWorkflow(
	client: N8nClient,
	emulator: Emulator,
	credentials: Record<string, CredentialReference>,
	{ about, model, agentId, parameters, settings, item = {} }: ReviewDesk,
): Promise<WorkflowDefinition> {
	const base = await toolWorkflow(client, model, emulator.ids.agents.support, credentials);
	const tool: INodeParameters = {
		resource: 'agent',
		operation: 'execute',
		agentId: byId(emulator.ids.agents.support),
		inputMode: 'json',
		input: "={{ { name: 'Ada', question: $fromAI('question', 'What the customer wants', 'string') } }}",
	};
	const desk: WorkflowNode = {
		name: DESK,
		type: 'n8n-nodes-promptrails.promptRailsApprovalHitlTool',
		typeVersion: 1,
		position: [400, 200],
		credentials,
		parameters: {
			operation: 'sendAndWait',
			agentId: byId(agentId),
			message: '=The agent wants to run {{ $tool.name }}',
			inputMode: 'json',
			input:
				'={{ { order_id: $tool.parameters.question, amount: 1, message: $parameter.message, name: "Ada", question: "?" } }}',
			waitMode: 'sleep',
			sleepInterval: 0.02,
			holdInterval: 1,
			...parameters,
		},
		...settings,
	};
	return {
		...base,
		name: about,
		settings: { executionOrder: 'v1' },
		nodes: [...base.nodes.map((node) => (node.name === GATED ? { ...node, parameters: tool } : node)), desk],
		connections: {
			...base.connections,
			[GATED]: { ai_tool: [[{ node: DESK, type: 'ai_tool', index: 0 }]] },
			[DESK]: { ai_tool: [[{ node: AI_AGENT, type: 'ai_tool', index: 0 }]] },
		},
		pinData: { [TRIGGER]: [{ json: { text: about, ...item } }] },
	};
}

/** The same workflow begun by a chat that answers in a way. */
export function begunByChat(
	{ nodes: [trigger, ...others], connections, ...rest }: WorkflowDefinition,
	answer: ChatAnswer,
): WorkflowDefinition {
	const chat: WorkflowNode = { ...chatTrigger(answer), name: TRIGGER, position: trigger?.position ?? [0, 0] };
	const nodes = others.map((node) =>
		node.name === AI_AGENT ? { ...node, parameters: { options: {} } } : node,
	);
	const begun = { ...rest, nodes: [chat, ...nodes], connections, pinData: {} };
	if (answer !== 'responseNodes') return begun;
	const sender: WorkflowNode = {
		name: SENDER,
		type: '@n8n/n8n-nodes-langchain.chat',
		typeVersion: 1.1,
		position: [600, 0],
		parameters: { operation: 'send', message: '={{ $json.output }}', options: {} },
	};
	return {
		...begun,
		nodes: [...begun.nodes, sender],
		connections: { ...connections, [AI_AGENT]: { main: [[{ node: SENDER, type: 'main', index: 0 }]] } },
	};
}
