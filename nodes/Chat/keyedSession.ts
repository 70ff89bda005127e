import { createHash } from 'node:crypto';

import { IdHint } from '../shared/idHint';
import type { OperationItem } from '../shared/operation/model/types';
import { ForbiddenError, PromptRailsError } from '../shared/transport/errors/errors';
import { CREDENTIAL_NAME } from '../shared/transport/host';
import type { ApiRequest } from '../shared/transport/http/apiRequest';
import { isObject, type Row, toRows } from '../shared/values';
import { type KeySettings, keySettings } from './keyOptions';
import { newSessionRequest, SESSIONS, sessionIdOf, startSession } from './newSession';
import { conversationOf, type KeyedConversation } from './sendTo';
import { recentRuns } from './sessionRuns';
import { pathWith } from '../shared/transport/http/path';

/** How many of an agent's sessions are looked through for a key, newest first: lists have no filter for it. */
const MOST_SESSIONS = 500;
/** Under this name of its metadata, a session says which key it belongs to. */
const METADATA_NAME = 'n8n';
/** Longest key that the title of its session has whole. */
const LONGEST_IN_TITLE = 100;

/** The sessions that are being looked for or started in this process. */
const underWay = new Map<string, Promise<string>>();

/**
 * Finds the session of an item's key, or starts it. Of several items or executions of this process that ask for the same
 * one at the same time, one does so for all.
 * @returns its ID
 * @throws ValidationError that names the field whose value cannot be used; PromptRailsError when the session can be
 *   neither found nor started
 */
export async function openSession(item: OperationItem): Promise<string> {
	const conversation = conversationOf(item);
	const session = new KeyedSession(item, conversation, keySettings(item));
	const account = item.host.getNode().credentials?.[CREDENTIAL_NAME]?.id;
	return await once(JSON.stringify([account, conversation]), () => session.open());
}

/** Runs `work`, unless it is under way: then its result counts. A failure is another one's own, such as its cancellation. */
async function once(name: string, work: () => Promise<string>): Promise<string> {
	for (let other = underWay.get(name); other; other = underWay.get(name)) {
		const result = await other.catch(() => undefined);
		if (result !== undefined) return result;
	}
	const own = work().finally(() => underWay.delete(name));
	underWay.set(name, own);
	return await own;
}

/** The chat session of one key of an agent. */
class KeyedSession {
	private readonly hint: IdHint;

	constructor(
		private readonly item: OperationItem,
		private readonly conversation: KeyedConversation,
		private readonly settings: KeySettings,
	) {
		this.hint = new IdHint(item.host, 'sessions', [conversation.agentId, conversation.key]);
	}

	async open(): Promise<string> {
		const id = (await this.find()) ?? (await this.start());
		this.hint.remember(id);
		return id;
	}

	private async find(): Promise<string | undefined> {
		for (const look of [() => this.hinted(), () => this.listed()]) {
			const session = await look();
			if (session && !(await this.isSilent(session))) return sessionIdOf(session);
		}
		return undefined;
	}

	private async hinted(): Promise<Row | undefined> {
		const sessionId = this.hint.id;
		if (sessionId === undefined) return undefined;
		const request = { method: 'GET', ...pathWith(`${SESSIONS}/{sessionId}`, { sessionId }) } as const;
		const session = await this.item.client.data<unknown>(request).catch((error: unknown) => {
			// It is gone, or the credential has become that of another workspace or server.
			if (error instanceof PromptRailsError && !error.isTransient) return undefined;
			throw error;
		});
		return toRows(session).find((row) => this.isOurs(row));
	}

	/** The newest session of the key. */
	private async listed(): Promise<Row | undefined> {
		const query = { agent_id: this.conversation.agentId };
		const request: ApiRequest = { method: 'GET', path: SESSIONS, query, exactFilters: Object.keys(query) };
		for await (const page of this.item.client.list(request, MOST_SESSIONS)) {
			const ours = page.filter((row) => this.isOurs(row));
			if (ours.length > 0) return ours.sort((a, b) => momentOf(b.created_at) - momentOf(a.created_at))[0];
		}
		return undefined;
	}

	private async start(): Promise<string> {
		const request = newSessionRequest(this.item);
		const { key } = this.conversation;
		const metadata = { ...this.settings.metadata, [METADATA_NAME]: { session: key } };
		// To start it does not count for Retry On Fail: a further try finds the session.
		const client = this.item.client.watched(() => {});
		const body = { ...request.body, title: titleOf(key), metadata };
		return await startSession(client, { ...request, body }).catch(async (error: unknown) => {
			if (!(error instanceof PromptRailsError) || !error.outcomeUnknown) throw error;
			const session = await this.find();
			if (session === undefined) throw error;
			return session;
		});
	}

	/** By its metadata; by its title where the server does not keep the metadata. */
	private isOurs({ agent_id, deleted_at, metadata, title }: Row): boolean {
		const { agentId, key } = this.conversation;
		if (deleted_at || (agent_id !== undefined && agent_id !== agentId)) return false;
		const kept = isObject(metadata) ? metadata[METADATA_NAME] : undefined;
		return isObject(kept) ? kept.session === key : title === titleOf(key);
	}

	/** Whether nothing was said for too long; it counts as used where the server does not say when that was. */
	private async isSilent(session: Row): Promise<boolean> {
		const { longestSilenceMs } = this.settings;
		if (longestSilenceMs === Infinity) return false;
		const isLongAgo = (rows: Row[]): boolean => Date.now() - lastMoment(rows) > longestSilenceMs;
		if (!isLongAgo([session])) return false;
		// A message need not change the session itself.
		const runs = await recentRuns(this.item.client, sessionIdOf(session)).catch((error: unknown) => {
			if (error instanceof ForbiddenError) return [];
			throw error;
		});
		return isLongAgo([session, ...runs]);
	}
}

/** What people read in the list of sessions; it names the key of a server that does not keep metadata. */
function titleOf(key: string): string {
	if (key.length <= LONGEST_IN_TITLE) return `n8n chat ${key}`;
	const hash = createHash('sha256').update(key).digest('hex').slice(0, 16);
	return `n8n chat ${key.slice(0, LONGEST_IN_TITLE / 2).toWellFormed()} ${hash}`;
}

/** When something last happened to these rows, in ms since the epoch; Infinity where none says. */
function lastMoment(rows: Row[]): number {
	const moments = rows
		.flatMap(({ created_at, updated_at, completed_at }) => [created_at, updated_at, completed_at])
		.map(momentOf)
		.filter((moment) => moment > 0);
	return moments.length > 0 ? Math.max(...moments) : Infinity;
}

/** A time of the server in ms since the epoch; 0 where there is none. */
function momentOf(time: unknown): number {
	return (typeof time === 'string' && Date.parse(time)) || 0;
}
