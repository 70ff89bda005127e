import { firstId } from '../shared/execution/result';
import { unnamed } from '../shared/execution/startedRun';
import type { FilledRequest, OperationItem } from '../shared/operation/model/types';
import type { PromptRailsClient } from '../shared/transport/client';
import { isObject, type Row } from '../shared/values';
import { newSession, sessionAgent } from './sendTo';

/** Where chat sessions are listed and started. */
export const SESSIONS = '/api/v1/chat/sessions';

/** The request that starts a session with an item's agent. */
export function newSessionRequest(item: OperationItem): FilledRequest {
	return item.request({ method: 'POST', path: SESSIONS }, [sessionAgent, newSession]);
}

/**
 * Starts a chat session.
 * @returns its ID
 * @throws ServerError with `outcomeUnknown` when the answer does not say which session it is
 */
export async function startSession(client: PromptRailsClient, request: FilledRequest): Promise<string> {
	const answer = await client.data<unknown>(request);
	const id = isObject(answer) ? sessionIdOf(answer) : '';
	if (id === '') throw unnamed('PromptRails did not say which chat session it started', 'the chat sessions');
	return id;
}

/** The ID of a chat session; empty when there is none. */
export function sessionIdOf({ id, session_id }: Row): string {
	return firstId(id, session_id);
}
