import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { simplified } from '../shared/operation/run/simplify';
import { PromptRailsClient } from '../shared/transport/client';
import type { PollState } from './pollState';
import { readNews } from './readNews';
import { settle } from './settle';
import { latestRow, listSource } from './source';
import { readSubscription, type Subscription } from './subscription';
import { type Row } from '../shared/values';

/**
 * One tick of the trigger: the events since the tick before, the oldest first, each exactly once. The first tick, and
 * the first one after the event, its filters or the server changed, brings none. A manual run brings the latest event
 * and leaves no trace.
 * @returns null when there is nothing to start the workflow with
 */
export async function pollEvents(host: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const subscription = await readSubscription(host);
	const source = listSource(await PromptRailsClient.create(host), subscription);
	if (host.getMode() === 'manual') {
		const latest = await latestRow(source, subscription);
		return output(latest ? [latest] : [], subscription);
	}
	const { watch } = subscription;
	const news = await readNews(source, loadState(host, watch.key));
	// Read again, because a tick that ran at the same time may have moved on; from here on nothing waits or fails.
	const { events, state } = settle(watch, loadState(host, watch.key), news);
	const items = output(events, subscription);
	host.getWorkflowStaticData('node').state = state as unknown as IDataObject;
	return items;
}

function loadState(host: IPollFunctions, key: string): PollState | undefined {
	const state = host.getWorkflowStaticData('node').state as unknown as PollState | undefined;
	return state?.key === key ? state : undefined;
}

function output(rows: Row[], { name, event, simplify }: Subscription): INodeExecutionData[][] | null {
	if (rows.length === 0) return null;
	const shown = simplify ? simplified(rows as IDataObject[], event.simplify) : rows;
	return [(shown as IDataObject[]).map((row) => ({ json: { event: name, ...row } }))];
}
