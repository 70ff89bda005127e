import type { IContextObject } from 'n8n-workflow';

import type { IdHint } from '../shared/idHint';
import type { PromptRailsClient } from '../shared/transport/client';
import { PromptRailsError } from '../shared/transport/errors/errors';
import { FileTurns } from './fileTurns';
import { MemoryTurns } from './memoryTurns';
import type { ConversationSettings, Recall, Remembered, Turn, TurnStore } from './turns';

/** The turns of a conversation with an agent: its memories, or its files on a server that has no memories. */
export class AgentTurns implements TurnStore {
	private readonly memories: TurnStore;
	private readonly files: TurnStore;

	/**
	 * @param kept n8n's context of the node in this execution; it keeps what the server turned out to have
	 * @param newest which memory is the newest turn
	 * @param lines how many lines the file of the conversation has
	 */
	constructor(
		client: PromptRailsClient,
		settings: ConversationSettings,
		private readonly kept: IContextObject,
		newest: IdHint,
		lines: IdHint,
	) {
		this.memories = new MemoryTurns(client, settings, newest);
		this.files = new FileTurns(client, settings, lines);
	}

	async read(window: number, recall?: Recall): Promise<Remembered> {
		return await this.onThisServer((store) => store.read(window, recall));
	}

	async append(turn: Turn, known: Remembered): Promise<void> {
		await this.onThisServer((store) => store.append(turn, known));
	}

	async clear(): Promise<void> {
		await this.onThisServer((store) => store.clear());
	}

	private async onThisServer<T>(work: (store: TurnStore) => Promise<T>): Promise<T> {
		if (this.kept.lacksMemories === true) return await work(this.files);
		return await work(this.memories).catch(async (error: unknown) => {
			if (!(error instanceof PromptRailsError) || !error.routeMissing) throw error;
			this.kept.lacksMemories = true;
			return await work(this.files);
		});
	}
}
