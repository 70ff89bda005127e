import type { IDataObject } from 'n8n-workflow';

import { ServerError } from '../transport/errors/errors';
import { isObject } from '../values';
import { isAbsent } from './answerText';
import { executionIdOf } from './result';
import { newRun, type Run } from './run';
import { runState } from './status';

/**
 * The run that a request started.
 * @param answer the data of the answer, whatever it is
 * @param whereToLook what to look at in PromptRails when the answer says neither which run it is nor what became of it
 * @throws ServerError with `outcomeUnknown` in that case
 */
export function startedRun(answer: unknown, whereToLook: string): Run {
	const row = isObject(answer) ? (answer as IDataObject) : {};
	const id = executionIdOf(row);
	if (id === '' && !saysOutcome(row))
		throw unnamed('PromptRails did not say which run it started', whereToLook);
	return newRun({ id: id || undefined, isOwn: true, reading: { row } });
}

/** The error of a request that was carried out, as far as that can be known, and whose answer names nothing to go on with. */
export function unnamed(message: string, whereToLook: string): ServerError {
	return new ServerError({
		message,
		hint: `It is unknown whether PromptRails carried this out. Look at ${whereToLook} in PromptRails before you run it again.`,
		code: 'no_id_in_answer',
		outcomeUnknown: true,
	});
}

/** Whether an answer that names no run says what became of it. */
function saysOutcome({ status, output }: IDataObject): boolean {
	const state = runState(status);
	if (state === 'failed' || state === 'rejected') return true;
	return !isAbsent(output) && (state === 'finished' || !status);
}
