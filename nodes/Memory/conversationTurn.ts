import type { IDataObject } from 'n8n-workflow';

import { pick } from '../shared/operation/run/simplify';
import { isObject, type Row } from '../shared/values';

/** Under this key of its metadata, a memory says that it is a turn of a conversation that n8n's AI Agent had. */
const KEY = 'n8n';

const SIMPLE_MEMORY = [
	'id',
	'content',
	'memory_type',
	'importance',
	'score',
	'similarity',
	'agent_id',
	'metadata',
	'chat_session_id',
	'created_at',
];

/** What the Chat Memory node keeps with a memory that is a turn: metadata of its own, so that it meets nobody else's. */
export function turnMetadata(kept: IDataObject): IDataObject {
	return { [KEY]: kept };
}

/** What the Chat Memory node kept with a memory; undefined for any other memory. */
export function keptTurn({ metadata }: Row): Row | undefined {
	const kept = isObject(metadata) ? metadata[KEY] : undefined;
	return isObject(kept) ? kept : undefined;
}

/**
 * The fields of a memory that people use. A turn comes without its messages: they repeat its content and the turns before
 * it, and an AI Agent that searches the memory it is kept in would get its own answers back, ever longer.
 */
export function simplifyMemory(memory: IDataObject): IDataObject {
	const simple = pick(memory, SIMPLE_MEMORY);
	const kept = keptTurn(memory);
	if (!kept) return simple;
	const { session, turn } = kept as { session?: string; turn?: { number?: number } };
	const metadata = { ...(memory.metadata as IDataObject), ...turnMetadata({ session, turn: turn?.number }) };
	return { ...simple, metadata };
}
