import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../shared/transport/client';
import { NotFoundError, PromptRailsError } from '../shared/transport/errors/errors';
import {
	type ConversationSettings,
	inOrder,
	lastTurns,
	type Recall,
	type Remembered,
	toTurn,
	type Turn,
	type TurnStore,
} from './turns';
import type { IdHint } from '../shared/idHint';
import { pathWith } from '../shared/transport/http/path';

/** How many lines of the file are read at a time. */
const LINES = 1000;
/** More lines than any window has turns. */
const WINDOW_LINES = 200;
const FOLDER = '/n8n/conversations';
const FILE = '/api/v1/agents/{agentId}/vfs/file';

/**
 * Turns as lines of a file of the agent, for servers without memories (API v2). One file for each conversation: it is
 * found by its name, so that one read is enough where n8n remembers how long it was.
 */
export class FileTurns implements TurnStore {
	private readonly agentId: string;
	private readonly path: string;

	/** @param hint how many lines the file had last */
	constructor(
		private readonly client: PromptRailsClient,
		{ agentId, sessionKey }: ConversationSettings,
		private readonly hint: IdHint,
	) {
		this.agentId = agentId;
		const name = createHash('sha256').update(sessionKey).digest('hex').slice(0, 32);
		this.path = `${FOLDER}/${name}.jsonl`;
	}

	async read(window: number, recall?: Recall): Promise<Remembered> {
		const [turns, recalled] = await Promise.all([this.turns(), recall?.()]);
		return { turns: lastTurns(turns, window), recalled: recalled ?? [] };
	}

	async append(turn: Turn): Promise<void> {
		await this.write(turn).catch(async (error: unknown) => {
			if (!(error instanceof PromptRailsError) || !error.outcomeUnknown) throw error;
			if (!(await this.turns()).some(({ id }) => id === turn.id)) await this.write(turn);
		});
	}

	async clear(): Promise<void> {
		await this.client
			.request({
				method: 'DELETE',
				...pathWith('/api/v1/agents/{agentId}/vfs', { agentId: this.agentId }),
				query: { path: this.path },
				expects: 'any',
				since: 2,
			})
			.catch(unlessNotFound);
	}

	/** The turns at the end of the file, oldest first. */
	private async turns(): Promise<Turn[]> {
		const from = Math.max(0, Number(this.hint.id ?? 0) - WINDOW_LINES);
		let { lines, total } = await this.lines(from);
		const end = Math.max(0, total - WINDOW_LINES);
		// The file grew much since, or was begun anew.
		if (total > from + LINES || end < from) ({ lines, total } = await this.lines(end));
		this.hint.remember(String(total));
		return inOrder(lines.flatMap(turnOf));
	}

	private async write(turn: Turn): Promise<void> {
		await this.client.data({
			method: 'PUT',
			...pathWith(FILE, { agentId: this.agentId }),
			body: {
				path: this.path,
				content: `${JSON.stringify(turn)}\n`,
				mode: 'append',
				mime_type: 'application/x-ndjson',
			},
			since: 2,
			// What is added to a file would be there twice.
			once: true,
		});
	}

	private async lines(offset: number): Promise<{ lines: string[]; total: number }> {
		const answer = await this.client
			.data<IDataObject>({
				method: 'GET',
				...pathWith(FILE, { agentId: this.agentId }),
				query: { path: this.path, line_offset: offset || undefined, line_limit: LINES },
				since: 2,
			})
			.catch(unlessNotFound);
		const lines = String(answer?.content ?? '').split('\n');
		return { lines, total: Number(answer?.total_lines ?? 0) };
	}
}

/** For `.catch`: a conversation that nobody began has no file. */
function unlessNotFound(error: unknown): undefined {
	if (error instanceof NotFoundError && !error.routeMissing) return undefined;
	throw error;
}

function turnOf(line: string): Turn[] {
	try {
		return [toTurn(JSON.parse(line))].filter((turn) => turn !== undefined);
	} catch {
		// A line that is empty, or that somebody else wrote.
		return [];
	}
}
