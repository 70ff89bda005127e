import type { IDataObject } from 'n8n-workflow';

import { answerOf } from '../../shared/execution/answerText';
import {
	assertSucceeded,
	errorText,
	executionIdOf,
	findApproval,
	listedApproval,
} from '../../shared/execution/result';
import { approvalState, canonicalStatus, runState } from '../../shared/execution/status';
import { type Answer, TIMED_OUT } from '../../shared/gate/types';
import type { PromptRailsClient } from '../../shared/transport/client';
import { NotFoundError, RunFailedError } from '../../shared/transport/errors/errors';
import { pathWith } from '../../shared/transport/http/path';
import { APPROVED, CLOCK_GRACE_MS, isOver, REJECTED } from '../approvalGate';
import type { Asked } from './startAsking';

/** What is known of a decision: the run that asked, and the approval that it asked for. */
interface Known {
	run: IDataObject;
	/** Undefined as long as the run has not paused. */
	approval?: IDataObject;
}

/**
 * Reads from PromptRails what was decided. Only an approval that was approved, of a run that has not failed, is approved.
 * @param asked gets the ID of the approval when it is seen first
 * @throws RunFailedError where the run ended without a decision, or completed without asking for one
 */
export async function readDecision(client: PromptRailsClient, asked: Asked): Promise<Answer> {
	const approval = asked.approvalId ? await readApproval(client, asked.approvalId) : undefined;
	const run = await client.data<IDataObject>({
		method: 'GET',
		...pathWith('/api/v1/executions/{executionId}', { executionId: asked.executionId }),
	});
	const known = { run, approval: approval ?? (await firstSeen(client, run, asked)) };
	return { output: outputOf(known, asked), answer: answer(known, asked) };
}

/** What is known before anything was read. */
export const undecided = ({ executionId, approvalId }: Asked): IDataObject => ({
	decision: 'pending',
	reason: null,
	decided_by: null,
	approval: approvalId ? { id: approvalId } : null,
	execution: { id: executionId },
	result: null,
});

async function readApproval(client: PromptRailsClient, approvalId: string): Promise<IDataObject> {
	return await client.data<IDataObject>({
		method: 'GET',
		...pathWith('/api/v1/approvals/{approvalId}', { approvalId }),
	});
}

/**
 * The approval that a run asks for, when it is looked for the first time. Of a run that has ended and was not seen to pause,
 * only one that the server lists counts: the second generation lists none of these, and calls every run that completed
 * approved.
 */
async function firstSeen(
	client: PromptRailsClient,
	run: IDataObject,
	asked: Asked,
): Promise<IDataObject | undefined> {
	const state = runState(run.status);
	if (state === 'open') return undefined;
	const find = state === 'awaitingApproval' || asked.hasPaused ? findApproval : listedApproval;
	const found = await find(client, asked.executionId).catch((error: unknown) => {
		// The run may pause a moment before its approval is there.
		if (error instanceof NotFoundError) return undefined;
		throw error;
	});
	if (!found) return undefined;
	asked.approvalId = String(found.id);
	if (typeof found.expires_at === 'string') asked.expiresAt = found.expires_at;
	return found;
}

/** Where the item leaves. */
function outputOf(known: Known, asked: Asked): number {
	const { run, approval } = known;
	const decision = decisionOf(known, asked);
	if (decision === 'rejected' || decision === 'expired') return REJECTED;
	assertSucceeded(run);
	if (decision === 'approved') return APPROVED;
	if (approval && approvalState(approval.status) === 'refused') throw withoutDecision(run, approval);
	if (!approval && runState(run.status) === 'finished') throw neverAsked(run);
	return TIMED_OUT;
}

/** What was decided; `expired` where nobody can decide any more, and the status of the approval where it is none of these. */
function decisionOf({ run, approval }: Known, asked: Asked): string {
	const ofRun = runState(run.status);
	if (!approval) return ofRun === 'rejected' ? 'rejected' : 'pending';
	const status = canonicalStatus(approval.status);
	if (status === 'approved' || status === 'rejected') return status;
	if (ofRun === 'rejected') return 'rejected';
	const isOpen = approvalState(status) === 'open';
	if ((isOpen && ofRun !== 'failed' && isOver(approval)) || status === 'expired') return 'expired';
	// Some servers let the run fail when the time is up.
	return ofRun === 'failed' && isOver({ expires_at: asked.expiresAt }, -CLOCK_GRACE_MS) ? 'expired' : status;
}

function answer(known: Known, asked: Asked): IDataObject {
	const { run, approval } = known;
	const decision = decisionOf(known, asked);
	const isApproved = decision === 'approved';
	return {
		decision,
		reason: approval?.reason ?? (decision === 'rejected' ? errorText(run.error) || null : null),
		decided_by: approval?.decided_by ?? null,
		approval: approval ?? null,
		execution: { ...run, id: asked.executionId },
		result: isApproved ? (answerOf(run.output) as IDataObject) : null,
	};
}

function withoutDecision(run: IDataObject, approval: IDataObject): RunFailedError {
	return new RunFailedError({
		message: `Nobody decided: the approval has the status '${String(approval.status)}'`,
		hint: 'Run the workflow again to ask anew.',
		code: 'not_decided',
		details: { execution_id: executionIdOf(run), status: approval.status },
	});
}

function neverAsked(run: IDataObject): RunFailedError {
	return new RunFailedError({
		message: 'The agent completed its run without asking for approval',
		hint: 'Nothing counts as approved. Choose a gate agent: one whose version requires approval, for every input that it gets here.',
		code: 'not_a_gate_agent',
		details: { execution_id: executionIdOf(run), status: run.status },
	});
}
