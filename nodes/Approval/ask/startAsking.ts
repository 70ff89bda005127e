import type { IDataObject } from 'n8n-workflow';

import { readAgentInput } from '../../Agent/agentInput';
import { cancelWith } from '../../shared/execution/cancelRun';
import { byPolling } from '../../shared/execution/follow';
import { executionIdOf } from '../../shared/execution/result';
import type { Run } from '../../shared/execution/run';
import { startedRun, unnamed } from '../../shared/execution/startedRun';
import { runState } from '../../shared/execution/status';
import { unwatchedContext } from '../../shared/execution/streamingOptions';
import { waitModeField } from '../../shared/gate/gateFields';
import type { OperationItem } from '../../shared/operation/model/types';
import { wakeMetadata } from '../../shared/sleep/wakeAddress';
import { PromptRailsError } from '../../shared/transport/errors/errors';
import { isReview } from '../../shared/transport/host';
import { delay } from '../../shared/transport/http/timing';
import { askKey, askSession } from './askKey';
import { findRun } from './findRun';

/** What the node remembers of a run while it waits for the decision. */
export interface Asked extends IDataObject {
	executionId: string;
	/** Whether the run was seen to pause, before its approval was read. */
	hasPaused?: true;
	/** Known once the approval was read. */
	approvalId?: string;
	/** When nobody can decide any more, as far as the server tells. */
	expiresAt?: string;
}

/** When to look, in ms after a start whose answer got lost, whether it was carried out. */
const LOOKS_AFTER_LOSS = [0, 1000, 3000];

const WHERE = 'the executions of the agent';

/**
 * Starts the run of an item, unless it was started before, and follows it until it pauses, ends or the Timeout is over.
 * @throws the error of the start where it is unknown whether it was carried out and no run is found
 */
export async function startAsking(item: OperationItem): Promise<Asked> {
	const { host, client } = item;
	const key = askKey(host, item.index);
	const input = reviewedInput(item);
	const request = item.request();
	const find = async (): Promise<IDataObject | undefined> =>
		await findRun(client, request.pathParams.agentId, key);
	const before = await find();
	if (before && !mayAskAgain(item, before)) return askedBy(executionIdOf(before), before);
	const sleeps = item.value(waitModeField) === 'sleep';
	const n8n = sleeps ? wakeMetadata(host, key) : { key };
	const body = { ...request.body, input, session_id: askSession(key), metadata: { n8n }, sync: false };
	const run = await client
		.data({ ...request, body })
		.then((answer) => startedRun(answer, WHERE))
		.catch(async (error: unknown): Promise<Run> => await foundAfter(error, item, find));
	const executionId = run.id ?? executionIdOf((await find()) ?? {});
	if (executionId === '') throw unnamed('PromptRails did not say which run it started', WHERE);
	const followed = { ...run, id: executionId };
	await cancelWith(
		host,
		() => executionId,
		() => byPolling(followed, unwatchedContext(item)),
	);
	return askedBy(executionId, followed.reading?.row);
}

/** @param row the run as it was last read */
function askedBy(executionId: string, row: IDataObject = {}): Asked {
	return runState(row.status) === 'awaitingApproval' ? { executionId, hasPaused: true } : { executionId };
}

/** Only a person who retries an execution asks once more, where the run of before failed and nobody can decide it. */
function mayAskAgain({ host }: OperationItem, { status }: IDataObject): boolean {
	return host.getMode() === 'retry' && runState(status) === 'failed';
}

/** The run of a start whose answer got lost. @throws the error where it certainly was not carried out, or is not found */
async function foundAfter(
	error: unknown,
	{ client }: OperationItem,
	find: () => Promise<IDataObject | undefined>,
): Promise<Run> {
	if (!(error instanceof PromptRailsError) || !error.outcomeUnknown) throw error;
	for (const pause of LOOKS_AFTER_LOSS) {
		await delay(pause, client.signal);
		const found = await find().catch(() => undefined);
		if (found) return startedRun(found, WHERE);
	}
	throw error;
}

/** The input of the agent; in a review without any, the message that n8n has there. */
function reviewedInput(item: OperationItem): IDataObject {
	const input = readAgentInput(item);
	if (!isReview(item.host) || Object.keys(input).length > 0) return input;
	return { message: item.parameter('message', '') as string };
}
