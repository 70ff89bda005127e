import type { INodeTypeDescription } from 'n8n-workflow';

import type { NodeOperations } from './operation/model/types';

type BuilderHint = NonNullable<INodeTypeDescription['builderHint']>;

/** What n8n's AI builder reads of a node: when to take it, and which nodes go with it. */
interface Hint {
	searchHint: string;
	/** By node type; a name without a package is one of ours. */
	related: Record<string, string>;
}

const PACKAGE = 'n8n-nodes-promptrails';
const AI_AGENT = '@n8n/n8n-nodes-langchain.agent';
const CHAT_TRIGGER = '@n8n/n8n-nodes-langchain.chatTrigger';

const HINTS = {
	promptRailsAgent: {
		searchHint:
			'Run an AI agent that lives in PromptRails with Execute; its answer is in the field "output". A run that pauses for a human is a result with the status "awaiting_approval" or "waiting_approval", no error. Take PromptRails Chat where the agent has to remember a conversation.',
		related: {
			promptRailsApproval: 'Waits for the human decision that a paused run needs',
			promptRailsPrompt: 'Runs one prompt template, without an agent',
			promptRailsExecution:
				'Waits for a run that was started in the background, and reads its trace and cost',
			promptRailsScore: 'Keeps how good the answer of the run was',
		},
	},
	promptRailsApproval: {
		searchHint:
			'Ask and Wait asks people for approval by running an agent that pauses for it, and goes on by one branch for each outcome. Wait for Decision pauses the workflow until a human has approved or rejected what a PromptRails agent asks for: one branch for each outcome. Take the wait mode "sleep" for hours or days. Decide answers an approval from the workflow.',
		related: {
			promptRailsAgent: 'Runs the agent whose run pauses for an approval',
			promptRailsEventTrigger: 'Starts a workflow when an approval is requested or decided',
			promptRailsWebhookTrigger:
				'Starts a workflow at once when PromptRails calls because a run needs an approval',
		},
	},
	promptRailsChat: {
		searchHint:
			'Send puts a message into a chat session of a PromptRails agent, which remembers the conversation. Behind a chat trigger send to a session by key, with the session ID of the trigger as the key. The answer is in the field "output" and is streamed where the trigger streams.',
		related: {
			[CHAT_TRIGGER]:
				'Gives the message and the session ID; its response mode "streaming" shows the answer as it comes',
			promptRailsAgent: 'Runs an agent once, without a conversation',
		},
	},
	promptRailsChatMemory: {
		searchHint:
			"Lets an AI Agent of n8n remember its conversations in PromptRails, also after n8n's restart.",
		related: {
			[AI_AGENT]: 'Uses it as its memory',
			[CHAT_TRIGGER]: 'Gives the session ID that identifies the conversation',
		},
	},
	promptRailsChatModel: {
		searchHint:
			'Uses a PromptRails agent as the chat model of a chain or an AI Agent of n8n. It refuses tools: those belong to the agent in PromptRails.',
		related: {
			'@n8n/n8n-nodes-langchain.chainLlm': 'Asks the model once',
			[AI_AGENT]: 'Uses it as its chat model, without tools',
		},
	},
	promptRailsEventTrigger: {
		searchHint:
			'Starts the workflow when an approval is requested or decided, a run finished or failed, or a score was created in PromptRails. It polls, so nothing has to be set up in PromptRails.',
		related: {
			promptRailsApproval: 'Decides the approval that the trigger outputs',
			promptRailsWebhookTrigger: 'Starts at once instead of by polling',
		},
	},
	promptRailsExecution: {
		searchHint:
			'Reads what PromptRails knows of a run: its result, trace, tokens and cost. Wait goes on by one branch for each outcome of a run. Ingest Spans of the resource trace sends what another AI agent did, to be watched in PromptRails.',
		related: {
			promptRailsAgent: 'Starts the run',
			promptRailsApproval: 'Waits for the decision when the run has paused',
		},
	},
	promptRailsMemory: {
		searchHint:
			'Stores and searches what a PromptRails agent remembers, by meaning. To give an AI Agent of n8n a memory of its conversations, take PromptRails Chat Memory instead.',
		related: {
			promptRailsAgent: 'Uses the memories in its runs',
			promptRailsChatMemory: 'Is the memory of an AI Agent of n8n',
		},
	},
	promptRailsPrompt: {
		searchHint:
			'Run fills a prompt template of PromptRails with values and asks its model: one call of an LLM, without tools. Preview fills it and asks nobody.',
		related: {
			promptRailsAgent: 'Runs an agent with tools instead of one prompt',
			promptRailsScore: 'Keeps how good the answer was',
		},
	},
	promptRailsScore: {
		searchHint:
			'Create keeps a score of a run, such as the result of an evaluation or the feedback of a user; Aggregate reads the averages.',
		related: {
			'n8n-nodes-base.evaluation': 'Computes metrics in a test run, which can become scores',
			promptRailsAgent: 'Gives the execution and the trace that a score is about',
		},
	},
	promptRailsWebhookTrigger: {
		searchHint:
			'Starts the workflow when another system calls an agent webhook, or when PromptRails calls because a run needs an approval. Calls are checked by their signature.',
		related: {
			promptRailsApproval: 'Decides the approval that the call is about',
			promptRailsEventTrigger: 'Polls instead, where PromptRails cannot reach n8n',
		},
	},
	promptRailsWorkspace: {
		searchHint:
			'Uses what a PromptRails workspace has beside agents: queries a data source, calls an MCP tool, fires an agent by its webhook, and manages credentials, models and templates.',
		related: {
			promptRailsAgent: 'Runs the agents that use them',
			promptRailsWebhookTrigger: 'Receives the calls of agent webhooks',
		},
	},
} satisfies Record<string, Hint>;

/**
 * What n8n's AI builder reads about a node.
 * @param operations of the node; those with several outputs are described to it as well, because it sees no labels
 */
export function builderHint(node: keyof typeof HINTS, operations?: NodeOperations): BuilderHint {
	const { searchHint, related }: Hint = HINTS[node];
	const relatedNodes = Object.entries(related).map(([nodeType, relationHint]) => ({
		nodeType: nodeType.includes('.') ? nodeType : `${PACKAGE}.${nodeType}`,
		relationHint,
	}));
	const extraTypeDefContent = operations ? outputsOf(operations) : [];
	return { searchHint, relatedNodes, ...(extraTypeDefContent.length > 0 ? { extraTypeDefContent } : {}) };
}

function outputsOf({ resources }: NodeOperations): NonNullable<BuilderHint['extraTypeDefContent']> {
	return resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap((operation) => {
			if (!('outputs' in operation)) return [];
			const { name, value, outputs } = operation;
			const lines = outputs.map((label, index) => `.output(${index}) is ${label}`);
			const content = [`Outputs of the operation ${name} (${value}):`, ...lines].join('\n');
			// n8n makes a type for each operation only where there are resources, and leaves out of a whole one what has conditions.
			if (resource === null) return { content };
			return { content, displayOptions: { show: { resource: [resource], operation: [value] } } };
		}),
	);
}
