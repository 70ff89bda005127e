import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../shared/transport/client';
import { keptTurn, turnMetadata } from '../Memory/conversationTurn';
import type { IdHint } from '../shared/idHint';
import { PromptRailsError } from '../shared/transport/errors/errors';
import { type Row, toRows } from '../shared/values';
import {
	type ConversationSettings,
	inOrder,
	lastTurns,
	type Recall,
	type Remembered,
	short,
	spokenText,
	toTurn,
	type Turn,
	type TurnStore,
} from './turns';
import { pathWith } from '../shared/transport/http/path';

/** How many memories of the agent are looked through when a conversation is cleared: lists have no filter for it. */
const MOST_MEMORIES = 500;
const PAGE_SIZE = 100;
const MEMORY = '/api/v1/memories/{memoryId}';
/** Longest JSON of the earlier turns that a memory repeats, in characters. */
const LONGEST_EARLIER = 64_000;
const COLLECTION = '/api/v1/agents/{agentId}/memories';

/**
 * Turns as memories of a PromptRails agent, one a turn. Each repeats the few turns before it, so that the newest one
 * is enough to go on with the conversation, however many other conversations the agent has at the same time.
 */
export class MemoryTurns implements TurnStore {
	/** @param hint which memory is the newest turn */
	constructor(
		private readonly client: PromptRailsClient,
		private readonly settings: ConversationSettings,
		private readonly hint: IdHint,
	) {}

	/**
	 * Two reads at the most, for a turn must not wait for a whole list: the newest memories, and then what is recalled, or,
	 * where none of the newest is of the conversation, the memory that n8n knows. That one has what was recalled last.
	 */
	async read(window: number, recall?: Recall): Promise<Remembered> {
		if (recall && this.hint.id === undefined) {
			// Nothing is known of the conversation: it has probably just begun.
			const [newest, recalled] = await Promise.all([this.page(1), recall()]);
			return this.remembered(newest, window, recalled);
		}
		const newest = await this.page(1);
		if (newest.length < PAGE_SIZE || newest.some((row) => this.isOurs(row))) {
			return this.remembered(newest, window, await recall?.());
		}
		const older = await this.older();
		return this.remembered(older, window, recall && older.flatMap(recalledOf));
	}

	private remembered(rows: Row[], window: number, recalled: string[] = []): Remembered {
		const ours = rows.filter((row) => this.isOurs(row));
		if (ours.length > 0) this.hint.remember(String(ours[0].id));
		return { turns: lastTurns(inOrder(ours.flatMap(turnsOf)), window), recalled };
	}

	async append(turn: Turn, known: Remembered): Promise<void> {
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
			await this.client.request({ method: 'DELETE', ...pathWith(MEMORY, { memoryId }), expects: 'any' });
		}
	}

	/** Where the conversation may be when it is not among the newest memories. */
	private async older(): Promise<Row[]> {
		const memoryId = this.hint.id;
		if (memoryId === undefined) return await this.page(2);
		const request = { method: 'GET', ...pathWith(MEMORY, { memoryId }) } as const;
		return toRows(
			await this.client.data<unknown>(request).catch((error: unknown) => {
				// It is gone, or the credential has become that of another workspace or server.
				if (error instanceof PromptRailsError && !error.isTransient) return undefined;
				throw error;
			}),
		);
	}

	private async page(page: number): Promise<Row[]> {
		const { agentId } = this.settings;
		const request = { method: 'GET', ...pathWith(COLLECTION, { agentId }) } as const;
		return toRows((await this.client.page(request, page, PAGE_SIZE)).data);
	}

	private pages(): AsyncGenerator<Row[]> {
		const { agentId } = this.settings;
		return this.client.list({ method: 'GET', ...pathWith(COLLECTION, { agentId }) }, MOST_MEMORIES);
	}

	private async create(turn: Turn, { turns, recalled }: Remembered): Promise<void> {
		const said = spokenText(turn.messages);
		const memory = await this.client.data<IDataObject | null>({
			method: 'POST',
			...pathWith(COLLECTION, { agentId: this.settings.agentId }),
			body: {
				// The API refuses an empty one.
				content: said === '' ? '(no text)' : said,
				memory_type: 'conversation',
				metadata: turnMetadata({
					session: this.settings.sessionKey,
					turn,
					earlier: this.earlier(turns),
					recalled: recalled.map(short),
				} as unknown as IDataObject),
			},
		});
		if (memory?.id) this.hint.remember(String(memory.id));
	}

	private earlier(known: Turn[]): Turn[] {
		let turns = lastTurns(known, this.settings.window - 1);
		while (turns.length > 0 && JSON.stringify(turns).length > LONGEST_EARLIER) turns = turns.slice(1);
		return turns;
	}

	/** Whether a turn whose answer got lost is there; it is among the newest. */
	private async isKept(turn: Turn): Promise<boolean> {
		return (await this.page(1)).some((row) => turnsOf(row).some(({ id }) => id === turn.id));
	}

	private isOurs(row: Row): boolean {
		return keptTurn(row)?.session === this.settings.sessionKey;
	}
}

/** What was recalled for the turn that a memory is. */
function recalledOf(row: Row): string[] {
	const recalled = keptTurn(row)?.recalled;
	return Array.isArray(recalled) ? recalled.filter((text) => typeof text === 'string') : [];
}

/** The turn that a memory is, and those that it repeats. */
function turnsOf(row: Row): Turn[] {
	const kept = keptTurn(row);
	if (!kept) return [];
	const earlier: unknown[] = Array.isArray(kept.earlier) ? kept.earlier : [];
	return [...earlier, kept.turn].map(toTurn).filter((turn) => turn !== undefined);
}
