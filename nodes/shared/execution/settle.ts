import type { IDataObject } from 'n8n-workflow';

import { PromptRailsError, StreamError, TimeoutError, withHint } from '../transport/errors/errors';
import { isAbsent } from './answerText';
import { executionIdOf, isOpen } from './result';
import type { Progress, Run } from './run';
import { runState } from './status';

/**
 * Decides what became of a run that was followed: the run as it was last read says so, not what was said of it before.
 * @returns the run; without a `status` where it answered and the key may not read runs
 * @throws StreamError, TimeoutError or the error of the last read, when the run did not say how it ended
 */
export function settle(run: Run): IDataObject {
	const { reading: { row, error } = {}, progress } = run;
	const isOver = row !== undefined && !isOpen(row);
	const state = runState(row?.status);
	if (progress.failure !== undefined && (!isOver || state === 'failed' || state === 'rejected')) {
		throw streamFailed(run, progress.failure);
	}
	if (isOver)
		return {
			...named(row, run.id),
			...(state === 'awaitingApproval' ? {} : { output: finalOutput(row, progress) }),
		};
	if (row === undefined && progress.final && !error?.isTransient) return unreadRun(run, progress.final);
	if (run.id === undefined) throw brokenOff(run);
	throw error && !error.isTransient ? refusedRead(run, run.id, error) : stillOpen(run, run.id);
}

/** A run by its ID, also where the server does not repeat it. */
function named(row: IDataObject, id: string | undefined): IDataObject {
	return id !== undefined && executionIdOf(row) === '' ? { ...row, execution_id: id } : row;
}

/** The output of the run; what was said of it before counts where the run has none. */
function finalOutput({ output }: IDataObject, { final, text }: Progress): IDataObject[string] {
	if (!isAbsent(output) || !final) return output;
	return (isAbsent(final.output) ? text || output : final.output) as IDataObject;
}

/** An answer is not lost because the key may not read its run; but nobody may take it for one that is completed. */
function unreadRun({ id, progress }: Run, { tokenUsage }: { tokenUsage?: unknown }): IDataObject {
	return {
		status: null,
		execution_id: id ?? null,
		output: finalOutput({ output: null }, progress),
		token_usage: (tokenUsage ?? null) as IDataObject,
	};
}

function streamFailed({ id, reading, progress }: Run, serverText: string): StreamError {
	return new StreamError({
		message: 'The run ended before its answer was complete',
		hint: id
			? 'Open the execution in PromptRails to see where it stopped.'
			: 'Look at its execution in PromptRails.',
		serverText,
		code: 'stream_error',
		details: { execution_id: id ?? null, status: reading?.row?.status ?? null, received: progress.text },
	});
}

function brokenOff({ isOwn, progress }: Run): StreamError {
	return new StreamError({
		message: 'The stream broke off before it was complete',
		hint: 'It is unknown whether the run ended. Look at the executions in PromptRails before you run it again.',
		code: `stream_${progress.report.ending ?? 'ended'}`,
		details: { received: progress.text },
		outcomeUnknown: isOwn,
	});
}

function refusedRead({ isOwn, progress }: Run, id: string, error: PromptRailsError): PromptRailsError {
	if (!isOwn) return error;
	const hint =
		'The run was started all the same, and it is unknown whether it succeeded. Look at its execution in PromptRails before you run it again.';
	return withHint(error, hint, { execution_id: id, received: received(progress) }, { outcomeUnknown: true });
}

function stillOpen({ isOwn, reading, progress }: Run, id: string): TimeoutError {
	const goesOn = 'goes on in PromptRails.';
	const advice = 'or raise the Timeout in the options of the node.';
	return new TimeoutError({
		message: 'The run did not end within the time limit',
		hint: isOwn
			? `It is unknown whether it will succeed: it ${goesOn} Look at it there before you run it again, ${advice}`
			: `It ${goesOn} Read its result there, ${advice}`,
		code: 'execution_timeout',
		details: { execution_id: id, status: reading?.row?.status ?? null, received: received(progress) },
		cause: reading?.error,
		outcomeUnknown: isOwn,
	});
}

/** What came of the answer; undefined when nothing did. */
function received({ text }: Progress): string | undefined {
	return text === '' ? undefined : text;
}
