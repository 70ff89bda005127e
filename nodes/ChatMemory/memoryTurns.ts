import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../shared/transport/client';
import { keptTurn, turnMetadata } from '../Memory/conversationTurn';
import { PromptRailsError } from '../shared/transport/errors/errors';
import { type Row, toRows } from '../shared/values';
import {
	type ConversationSettings,
	inOrder,
	lastTurns,
	spokenText,
	toTurn,
	type Turn,
	type TurnStore,
} from './turns';

/** How many memories of the agent are looked through for the conversation, newest first: lists have no filter for it. */
const MOST_MEMORIES = 500;
const PAGE_SIZE = 100;
/** Longest JSON of the earlier turns that a memory repeats, in characters. */
const LONGEST_EARLIER = 64_000;
const COLLECTION = '/api/v1/agents/{agentId}/memories';

/**
 * Turns as memories of a PromptRails agent, one a turn. Each repeats the few turns before it, so that the newest one
 * is enough to go on with the conversation, however many other conversations the agent has at the same time.
 */
export class MemoryTurns implements TurnStore {
	constructor(
		private readonly client: PromptRailsClient,
		private readonly settings: ConversationSettings,
	) {}

	async read(window: number): Promise<Turn[]> {
		const found: Turn[] = [];
		for await (const page of this.pages()) {
			found.push(...page.filter((row) => this.isOurs(row)).flatMap(turnsOf));
			if (found.length > 0) break;
		}
		return lastTurns(inOrder(found), window);
	}

	async append(turn: Turn, known: Turn[]): Promise<void> {
		await this.create(turn, known).catch(async (error: unknown) => {
			if (!(error instanceof PromptRailsError) || !error.outcomeUnknown) throw error;
			if (!(await this.isKept(turn))) await this.create(turn, known);
		});
	}

	async clear(): Promise<void> {
		const ids: unknown[] = [];
		for await (const page of this.pages()) {
			ids.push(...page.filter((row) => this.isOurs(row)).map(({ id }) => id));
		}
		for (const memoryId of ids) {
			const path = '/api/v1/memories/{memoryId}';
			await this.client.request({ method: 'DELETE', path, pathParams: { memoryId }, expects: 'any' });
		}
	}

	private pages(): AsyncGenerator<Row[]> {
		const { agentId } = this.settings;
		return this.client.list({ method: 'GET', path: COLLECTION, pathParams: { agentId } }, MOST_MEMORIES);
	}

	private async create(turn: Turn, known: Turn[]): Promise<void> {
		const said = spokenText(turn.messages);
		await this.client.data({
			method: 'POST',
			path: COLLECTION,
			pathParams: { agentId: this.settings.agentId },
			body: {
				// The API refuses an empty one.
				content: said === '' ? '(no text)' : said,
				memory_type: 'conversation',
				metadata: turnMetadata({
					session: this.settings.sessionKey,
					turn,
					earlier: this.earlier(known),
				} as unknown as IDataObject),
			},
		});
	}

	private earlier(known: Turn[]): Turn[] {
		let turns = lastTurns(known, this.settings.window - 1);
		while (turns.length > 0 && JSON.stringify(turns).length > LONGEST_EARLIER) turns = turns.slice(1);
		return turns;
	}

	/** Whether a turn whose answer got lost is there; it is among the newest. */
	private async isKept(turn: Turn): Promise<boolean> {
		const { agentId } = this.settings;
		const request = { method: 'GET', path: COLLECTION, pathParams: { agentId } } as const;
		const { data } = await this.client.page(request, 1, PAGE_SIZE);
		return toRows(data).some((row) => turnsOf(row).some(({ id }) => id === turn.id));
	}

	private isOurs(row: Row): boolean {
		return keptTurn(row)?.session === this.settings.sessionKey;
	}
}

/** The turn that a memory is, and those that it repeats. */
function turnsOf(row: Row): Turn[] {
	const kept = keptTurn(row);
	if (!kept) return [];
	const earlier: unknown[] = Array.isArray(kept.earlier) ? kept.earlier : [];
	return [...earlier, kept.turn].map(toTurn).filter((turn) => turn !== undefined);
}
