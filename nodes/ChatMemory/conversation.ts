import type { ChatHistory, ChatMemory, Message } from '@n8n/ai-node-sdk';
import type { IContextObject, IDataObject } from 'n8n-workflow';

import { keptTurn } from '../Memory/conversationTurn';
import type { PromptRailsClient } from '../shared/transport/client';
import { toRows } from '../shared/values';
import {
	type ConversationSettings,
	lastTurns,
	nextTurn,
	type Remembered,
	textMessage,
	type Turn,
	type TurnStore,
} from './turns';
import { pathWith } from '../shared/transport/http/path';

/** How many memories are recalled at the most. */
const MOST_RECALLED = 5;

/** What an execution keeps of a conversation. */
interface Known extends Remembered {
	/** Whether a turn was added since they were read: the next turn reads anew. */
	isSaved: boolean;
}

/**
 * A conversation with n8n's AI Agent as the memory of a PromptRails agent. The AI Agent loads its memory again after each
 * round of tools: what was read is kept in the execution, so that a turn costs at most two reads and one write.
 */
export class Conversation implements ChatMemory, ChatHistory {
	readonly chatHistory: ChatHistory = this;
	private readonly key: string;

	/**
	 * @param kept n8n's context of the node in this execution
	 * @param toNodeError turns a failure into what n8n shows
	 */
	constructor(
		private readonly client: PromptRailsClient,
		private readonly store: TurnStore,
		private readonly settings: ConversationSettings,
		private readonly kept: IContextObject,
		private readonly toNodeError: (error: unknown) => Error,
	) {
		const { agentId, sessionKey, window, recallQuery } = settings;
		this.key = JSON.stringify(['conversation', agentId, sessionKey, window, recallQuery]);
	}

	async loadMessages(): Promise<Message[]> {
		if (this.known?.isSaved) delete this.kept[this.key];
		const { recalled, turns } = await this.know();
		return [...factsOf(recalled), ...messagesOf(turns)];
	}

	async saveTurn(input: string, output: string): Promise<void> {
		await this.addMessages([textMessage('user', input), textMessage('assistant', output)]);
	}

	async getMessages(): Promise<Message[]> {
		return messagesOf((await this.know()).turns);
	}

	async addMessage(message: Message): Promise<void> {
		await this.addMessages([message]);
	}

	async addMessages(messages: Message[]): Promise<void> {
		const known = await this.know();
		const turn = nextTurn(messages, known.turns);
		await this.attempt(() => this.store.append(turn, known));
		const turns = lastTurns([...known.turns, turn], this.settings.window);
		this.kept[this.key] = { ...known, turns, isSaved: true };
	}

	async clear(): Promise<void> {
		await this.attempt(() => this.store.clear());
		delete this.kept[this.key];
	}

	private get known(): Known | undefined {
		return this.kept[this.key] as Known | undefined;
	}

	private async know(): Promise<Known> {
		if (this.known) return this.known;
		const { window, recallQuery } = this.settings;
		const recall = recallQuery === '' ? undefined : () => this.recall();
		const remembered = await this.attempt(() => this.store.read(window, recall));
		const known: Known = { ...remembered, isSaved: false };
		this.kept[this.key] = known;
		return known;
	}

	private async attempt<T>(work: () => Promise<T>): Promise<T> {
		return await work().catch((error: unknown) => {
			throw this.toNodeError(error);
		});
	}

	/** What the agent remembers beside conversations; turns are left out, because they may be of somebody else's. */
	private async recall(): Promise<string[]> {
		const { agentId, recallQuery } = this.settings;
		const answer = await this.client.data<IDataObject[] | null>({
			method: 'POST',
			...pathWith('/api/v1/agents/{agentId}/memories/search', { agentId }),
			body: { query: recallQuery, limit: 4 * MOST_RECALLED },
		});
		const facts = toRows(answer).filter((row) => !keptTurn(row) && typeof row.content === 'string');
		return facts.slice(0, MOST_RECALLED).map(({ content }) => String(content));
	}
}

function factsOf(recalled: string[]): Message[] {
	if (recalled.length === 0) return [];
	const lines = recalled.map((content) => `- ${content}`);
	return [textMessage('system', `What is remembered:\n${lines.join('\n')}`)];
}

const messagesOf = (turns: Turn[]): Message[] => turns.flatMap(({ messages }) => messages);
