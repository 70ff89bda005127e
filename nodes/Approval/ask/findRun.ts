import type { IDataObject } from 'n8n-workflow';

import { runState } from '../../shared/execution/status';
import type { PromptRailsClient } from '../../shared/transport/client';
import { isObject, type Row, toRows } from '../../shared/values';
import { askSession } from './askKey';

const PAGE_SIZE = 100;
/** How far to look where the server does not filter by the session. */
const MOST_PAGES = 5;

/**
 * The run that was started under a key.
 * @param agentId the agent that is asked: a run of another one is not meant
 * @returns one that failed only where there is no other; undefined where there is none
 */
export async function findRun(
	client: PromptRailsClient,
	agentId: unknown,
	key: string,
): Promise<IDataObject | undefined> {
	const query = { session_id: askSession(key) };
	const request = { method: 'GET', path: '/api/v1/executions', query } as const;
	for (let page = 1; page <= MOST_PAGES; page += 1) {
		const rows = toRows((await client.page(request, page, PAGE_SIZE)).data);
		const found = rows.filter((row) => isMeant(row, agentId, key)) as IDataObject[];
		if (found.length > 0) return found.find(({ status }) => runState(status) !== 'failed') ?? found[0];
		if (rows.length < PAGE_SIZE) return undefined;
	}
	return undefined;
}

/** Only what cannot belong to anything else counts: servers may ignore the filter, or keep no metadata. */
function isMeant(row: Row, agentId: unknown, key: string): boolean {
	const { session_id: session, agent_id: agent, parent_execution_id: parent } = row;
	const n8n = isObject(row.metadata) ? row.metadata.n8n : undefined;
	const hasKey = session === askSession(key) || (isObject(n8n) && n8n.key === key);
	// The runs of agents below it share its session.
	return hasKey && !parent && (!agent || agent === agentId);
}
