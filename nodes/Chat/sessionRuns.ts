import type { PromptRailsClient } from '../shared/transport/client';
import { type Row, toRows } from '../shared/values';

/** How many of the newest runs of a session to look through. */
const RECENT_RUNS = 20;

/**
 * The newest runs of a chat session, newest first.
 * @param timeoutMs longest time for the answer
 */
export async function recentRuns(
	client: PromptRailsClient,
	sessionId: unknown,
	timeoutMs?: number,
): Promise<Row[]> {
	const query = { session_id: sessionId };
	const request = { method: 'GET', path: '/api/v1/executions', query, timeoutMs } as const;
	const { data } = await client.page(request, 1, RECENT_RUNS);
	return toRows(data).filter(({ session_id }) => session_id === sessionId);
}
