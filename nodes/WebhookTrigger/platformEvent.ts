import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asResult } from '../shared/execution/result';
import { canonicalStatus, runState } from '../shared/execution/status';
import type { ApiRequest } from '../shared/transport/http/apiRequest';
import { Waker } from '../shared/sleep/wakeRun';
import { PromptRailsClient } from '../shared/transport/client';
import { answer, type Call, start } from './call';
import { refuseReplay, type ReplayGuard } from './replayGuard';
import { ANY_EVENT, OTHER_EVENTS } from './fields';
import { options, parameter, text } from './settings';
import { isObject } from '../shared/values';

/** An event, whichever shape it came in. */
export interface PlatformEvent {
	name: string;
	data: IDataObject;
}

const NAME_KEYS = ['event', 'type', 'event_type'];
const DATA_KEYS = ['data', 'payload'];

/** Reads an event in every shape that is possible (docs/platform.md, P47): its name, and what it is about. */
export function readEvent(body: IDataObject): PlatformEvent {
	const name = NAME_KEYS.map((key) => body[key]).find((value) => typeof value === 'string' && value !== '');
	const data = DATA_KEYS.map((key) => body[key]).find((value) => isObject(value));
	return { name: String(name ?? ''), data: (data ?? body) as IDataObject };
}

/** Starts the workflow with an event that it is subscribed to; answers and drops all others. */
export async function onPlatformEvent(
	host: IWebhookFunctions,
	{ body, headers }: Call,
	guard: ReplayGuard,
): Promise<IWebhookResponseData> {
	const { name, data } = readEvent(body);
	if (name.toLowerCase() === 'ping') return answer(host, 200, { received: true, ping: true });
	if (!isWanted(host, name)) return answer(host, 200, { received: true, ignored: true });
	if (!guard.admit()) return refuseReplay(host);
	answer(host, 200, { received: true });
	const extra = parameter(host, 'enrich', false) === true ? await about(host, data) : {};
	if (options(host).wakeWaiting === true) await wakeWaiting(host, name, data, extra);
	return start({ event: name, data, body, headers, ...extra });
}

/**
 * Wakes the node of this n8n that waits for the run that an event is about; once, as nothing comes back here to try again:
 * what is missed is found by the node's own look. An event that asks for a decision wakes nothing.
 */
async function wakeWaiting(
	host: IWebhookFunctions,
	name: string,
	data: IDataObject,
	{ execution }: IDataObject,
): Promise<void> {
	const { executionId: id } = idsIn(data);
	if (typeof id !== 'string' || spelling(name).includes('awaiting_approval')) return;
	const client = await PromptRailsClient.create(host, { retryBudgetMs: 0 }).catch((error: unknown) =>
		unread(host, error),
	);
	const metadata = isObject(execution) && isObject(execution.metadata) ? execution.metadata : undefined;
	if (client) await new Waker(host, client).wake(id, metadata);
}

function isWanted(host: IWebhookFunctions, name: string): boolean {
	const chosen = [parameter(host, 'events', [])].flat().map(String);
	if (chosen.includes(ANY_EVENT)) return true;
	const wanted = chosen.flatMap((one) =>
		one === OTHER_EVENTS ? text(host, 'otherEvents').split(/[\s,]+/) : [one],
	);
	return name !== '' && wanted.some((one) => spelling(one) === spelling(name));
}

/** An event's name with its status as the table of statuses spells it: servers differ in that. */
function spelling(name: string): string {
	return name.toLowerCase().replace(/[a-z_]+/g, canonicalStatus);
}

/** The approval and the execution that an event is about, null where they are unknown or cannot be read. */
async function about(host: IWebhookFunctions, data: IDataObject): Promise<IDataObject> {
	const { approvalId, executionId } = idsIn(data);
	const client = await PromptRailsClient.create(host).catch((error: unknown) => unread(host, error));
	const read = async (path: string, id: unknown): Promise<IDataObject | null> => {
		if (client === null || id === undefined) return null;
		const request: ApiRequest = { method: 'GET', path, pathParams: { id } };
		return await client.data<IDataObject>(request).catch((error: unknown) => unread(host, error));
	};
	const [approval, execution] = await Promise.all([
		read('/api/v1/approvals/{id}', approvalId),
		read('/api/v1/executions/{id}', executionId),
	]);
	if (approval || !client || !execution || runState(execution.status) !== 'awaitingApproval') {
		return { approval, execution };
	}
	return { execution, approval: (await asResult(client, execution)).approval ?? null };
}

function unread(host: IWebhookFunctions, error: unknown): null {
	host.logger.warn('What the event is about was not read', {
		error: error instanceof Error ? error.message : '',
	});
	return null;
}

/** An approval knows its execution; where none is named, the event is about the execution itself. */
function idsIn(data: IDataObject): { approvalId: unknown; executionId: unknown } {
	const approval = isObject(data.approval) ? data.approval : {};
	const execution = isObject(data.execution) ? data.execution : {};
	const isApproval = data.checkpoint_name !== undefined && data.execution_id !== undefined;
	const named = data.execution_id ?? execution.id ?? approval.execution_id;
	return {
		approvalId: data.approval_id ?? approval.id ?? (isApproval ? data.id : undefined),
		executionId: named ?? data.id,
	};
}
