import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { simplified } from '../shared/operation/run/simplify';
import { PromptRailsClient } from '../shared/transport/client';
import type { Row } from '../shared/values';
import { compare } from './compare';
import type { Cursor } from './cursor';
import { fetchChanges } from './fetchChanges';
import { isNewlyPublished, notePoll } from './publication';
import { latestRow, listSource } from './source';
import { readSubscription, type Subscription } from './subscription';
import { wakeWaiting } from './wakes';

/** Longest time for a poll that wakes executions, in ms: it should be over before the next one begins. */
const LONGEST_POLL_MS = 50_000;

/**
 * One poll of the trigger: fetches what changed, compares it with the cursor that the poll before left, and emits the
 * events in between, the oldest first, each exactly once. There are none without a cursor: when the workflow is published
 * for the first time, and after the event, its filters or the server changed. A cursor from before the workflow was
 * unpublished counts only with the option *Catch Up*. A manual test emits the latest event and leaves no cursor.
 * @returns null when there is nothing to start the workflow with
 */
export async function pollEvents(host: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const until = Date.now() + budgetMs(host);
	const subscription = await readSubscription(host);
	const source = listSource(await PromptRailsClient.create(host), subscription);
	if (host.getMode() === 'manual') {
		const latest = await latestRow(source, subscription);
		return emit(latest ? [latest] : [], subscription);
	}
	const { rule } = subscription;
	const changes = await fetchChanges(source, loadCursor(host, subscription));
	// Read again, because a poll that ran at the same time may have moved it on. Until the cursor is written nothing waits or fails.
	const { events, cursor } = compare(rule, loadCursor(host, subscription), changes);
	const items = emit(events, subscription);
	host.getWorkflowStaticData('node').state = cursor as unknown as IDataObject;
	notePoll(host);
	if (subscription.wakesWaiting) await wakeWaiting(host, events, until);
	return items;
}

/** How long the poll may take, in ms: n8n drops what came of one that takes longer. Hosts before 2.0 do not say. */
function budgetMs(host: Partial<IPollFunctions>): number {
	return Math.min(LONGEST_POLL_MS, host.getPollBudgetMs?.() ?? LONGEST_POLL_MS);
}

function loadCursor(host: IPollFunctions, { rule, catchUp }: Subscription): Cursor | undefined {
	const cursor = host.getWorkflowStaticData('node').state as unknown as Cursor | undefined;
	if (cursor?.key !== rule.key) return undefined;
	return isNewlyPublished(host) && !catchUp ? undefined : cursor;
}

function emit(rows: Row[], { name, event, simplify }: Subscription): INodeExecutionData[][] | null {
	if (rows.length === 0) return null;
	const shown = simplify ? simplified(rows as IDataObject[], event.simplify) : rows;
	return [(shown as IDataObject[]).map((row) => ({ json: { event: name, ...row } }))];
}
