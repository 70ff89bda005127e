import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../transport/client';
import { PromptRailsError, RunFailedError } from '../transport/errors/errors';
import { isObject } from '../values';
import { answerOf } from './answerText';
import { canonicalStatus, runState } from './status';
import { pathWith } from '../transport/http/path';

/** How many approvals to look through, newest first. */
const APPROVAL_ROWS = 500;

/** What a run has beside the server's fields: what `shownInChat` says of it, and what the options ask for. */
export const ADDED_FIELDS = ['message', 'unapproved_output', 'events', 'intermediateSteps'];

/** The first of the values that can be an ID; empty when there is none. */
export function firstId(...values: unknown[]): string {
	const usable = (value: unknown): boolean =>
		typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	return String(values.find(usable) ?? '');
}

/** The run's ID, which servers call `execution_id` or `id` (docs/platform.md, P25); empty when there is none. */
export function executionIdOf(run: IDataObject): string {
	return firstId(run.execution_id, run.id);
}

/** Whether a run may still change; one that has no status is over when it has an output. */
export function isOpen({ status, output }: IDataObject): boolean {
	return runState(status) === 'open' && (Boolean(status) || output === undefined || output === null);
}

/** The fields of a run that people use, the same whether it came from `execute` or from the executions. */
export function simplifyRun(run: IDataObject): IDataObject {
	return {
		output: answerOf(run.output) as IDataObject,
		status: typeof run.status === 'string' ? canonicalStatus(run.status) : run.status,
		execution_id: executionIdOf(run),
		trace_id: run.trace_id ?? null,
		token_usage: run.token_usage ?? null,
		cost: run.cost ?? null,
		duration_ms: run.duration_ms ?? null,
		...(run.approval === undefined ? {} : { approval: run.approval }),
		...addedOf(run),
	};
}

/** Those of the added fields that a run has. */
export function addedOf(run: IDataObject): IDataObject {
	const added = ADDED_FIELDS.filter((key) => run[key] !== undefined);
	return Object.fromEntries(added.map((key) => [key, run[key]]));
}

/**
 * A run that is no longer open, as the result of a node: one that paused comes with its `approval`, which is null when
 * it cannot be found, for the pause itself is the news and must not get lost because the key may not read approvals.
 * @throws RunFailedError when the run ended without a result
 */
export async function asResult(client: PromptRailsClient, run: IDataObject): Promise<IDataObject> {
	assertSucceeded(run);
	if (runState(run.status) !== 'awaitingApproval') return run;
	const approval = await findApproval(client, executionIdOf(run)).catch((error: unknown) => {
		if (error instanceof PromptRailsError) return null;
		throw error;
	});
	return { ...run, approval };
}

/** @throws RunFailedError when the run failed, was rejected or was canceled */
export function assertSucceeded(run: IDataObject): void {
	if (!['failed', 'rejected'].includes(runState(run.status))) return;
	const executionId = executionIdOf(run);
	throw new RunFailedError({
		message: `The run ended with the status '${String(run.status)}'`,
		hint: executionId
			? 'Open the execution in PromptRails to see where it stopped.'
			: 'Look at the traces in PromptRails to see where it stopped.',
		serverText: errorText(run.error),
		code: 'execution_failed',
		details: { execution_id: executionId || null, trace_id: run.trace_id ?? null, status: run.status },
	});
}

/** The `error` of a run as a text: servers also write a list, a number or an object, and an empty text for none. */
export function errorText(error: unknown): string {
	if (error === null || error === undefined) return '';
	if (Array.isArray(error)) return error.map(errorText).filter(Boolean).join('; ');
	if (!isObject(error)) return String(error);
	return typeof error.message === 'string' ? error.message : JSON.stringify(error);
}

/**
 * The approval that a paused run asks for.
 * @throws NotFoundError where there is none (yet)
 */
export async function findApproval(client: PromptRailsClient, executionId: string): Promise<IDataObject> {
	const listed = await listedApproval(client, executionId);
	if (listed) return listed;
	// The second generation lists pending ones alone; an approval has the ID of its run there (docs/platform.md, P35).
	return await client.data<IDataObject>({
		method: 'GET',
		...pathWith('/api/v1/approvals/{approvalId}', { approvalId: executionId }),
	});
}

/** The approval of a run among those that the server lists; undefined where it lists none. */
export async function listedApproval(
	client: PromptRailsClient,
	executionId: string,
): Promise<IDataObject | undefined> {
	// Who decides at once takes it off the pending ones before they are read.
	for (const query of [{ status: 'pending' }, {}]) {
		const request = { method: 'GET', path: '/api/v1/approvals', query } as const;
		for await (const page of client.list(request, APPROVAL_ROWS)) {
			const match = page.find((approval) => approval.execution_id === executionId);
			if (match) return match as IDataObject;
		}
	}
	return undefined;
}
