import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../transport/client';
import { withHint, PromptRailsError, TimeoutError } from '../transport/errors/errors';
import { delay } from '../transport/http/timing';
import { assertSucceeded, executionIdOf } from './result';
import { runState } from './status';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;
/** How many approvals to look through, newest first. */
const APPROVAL_ROWS = 500;

/**
 * Waits until a run that was started is no longer open: finished, refused, or paused for approval.
 * Polls, the last time at the deadline, because one request held for the whole run is cut by gateways; a poll that fails
 * in passing is repeated.
 * @param started what starting the run answered
 * @param deadline epoch ms
 * @throws TimeoutError when the run is still open at the deadline, PromptRailsError when it may not be read; both name
 *   the execution, for the run has started all the same
 */
export async function followRun(
	client: PromptRailsClient,
	started: IDataObject,
	deadline: number,
): Promise<IDataObject> {
	let run = started;
	const executionId = executionIdOf(started);
	let cause: unknown;
	for (let wait = FIRST_WAIT_MS; isOpen(run); wait = Math.min(wait * 1.5, LONGEST_WAIT_MS)) {
		const left = deadline - Date.now();
		if (left <= 0) throw stillRunning(executionId, run, cause);
		await delay(Math.min(wait, left), client.signal);
		const answer = await readExecution(client, executionId).catch(unlessRefused(executionId));
		if (answer instanceof PromptRailsError) cause = answer;
		else run = answer;
	}
	return run;
}

/** For `.catch`: gives back an error that may be gone at the next try; any other is thrown and says that the run goes on. */
function unlessRefused(executionId: string): (error: unknown) => PromptRailsError {
	return (error) => {
		if (!(error instanceof PromptRailsError)) throw error;
		if (error.isTransient) return error;
		const hint = `The run was started all the same: it is execution ${executionId} in PromptRails.`;
		throw withHint(error, hint, { execution_id: executionId });
	};
}

function isOpen(run: IDataObject): boolean {
	return runState(run.status) === 'open' && (run.status !== undefined || run.output === undefined);
}

async function readExecution(client: PromptRailsClient, executionId: string): Promise<IDataObject> {
	return await client.data<IDataObject>({
		method: 'GET',
		path: '/api/v1/executions/{executionId}',
		pathParams: { executionId },
	});
}

/**
 * A run whose stream said that it is done, completed by what the execution tells beside the answer; that is worth one
 * request, but not the answer that is there already.
 */
export async function completedRun(
	client: PromptRailsClient,
	executionId: string | undefined,
	{ output, tokenUsage }: { output?: unknown; tokenUsage?: unknown },
): Promise<IDataObject> {
	const told = {
		status: 'completed',
		execution_id: executionId ?? null,
		output: (output ?? null) as IDataObject,
		token_usage: (tokenUsage ?? null) as IDataObject,
	};
	if (executionId === undefined) return told;
	const row = await readExecution(client, executionId).catch(orNull);
	if (row === null || runState(row.status) !== 'finished') return told;
	return { ...told, ...row, output: row.output ?? told.output };
}

function orNull(error: unknown): null {
	if (error instanceof PromptRailsError) return null;
	throw error;
}

function stillRunning(executionId: string, run: IDataObject, cause: unknown): TimeoutError {
	return new TimeoutError({
		message: 'The run did not end within the time limit',
		hint: `It goes on in PromptRails as execution ${executionId}. Read its result there, or raise the Timeout in the options of the node.`,
		code: 'execution_timeout',
		details: { execution_id: executionId, status: run.status ?? null },
		cause,
	});
}

/**
 * A run that is no longer open, as the result of a node: one that paused comes with its `approval`, which is null when
 * it cannot be found, for the pause itself is the news and must not get lost because the key may not read approvals.
 * @throws RunFailedError when the run ended without a result
 */
export async function asResult(client: PromptRailsClient, run: IDataObject): Promise<IDataObject> {
	assertSucceeded(run);
	if (runState(run.status) !== 'awaitingApproval') return run;
	return { ...run, approval: await findApproval(client, executionIdOf(run)).catch(orNull) };
}

/** @returns null where the server knows of none */
async function findApproval(client: PromptRailsClient, executionId: string): Promise<IDataObject | null> {
	// Who decides at once takes it off the pending ones before they are read.
	for (const query of [{ status: 'pending' }, {}]) {
		const request = { method: 'GET', path: '/api/v1/approvals', query } as const;
		for await (const page of client.list(request, APPROVAL_ROWS)) {
			const match = page.find((approval) => approval.execution_id === executionId);
			if (match) return match as IDataObject;
		}
	}
	// The second generation lists pending ones alone; an approval has the ID of its run there (docs/platform.md, P35).
	return await client.data<IDataObject>({
		method: 'GET',
		path: '/api/v1/approvals/{approvalId}',
		pathParams: { approvalId: executionId },
	});
}
