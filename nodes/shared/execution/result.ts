import type { IDataObject } from 'n8n-workflow';

import { RunFailedError } from '../transport/errors/errors';
import { canonicalStatus, runState } from './status';
import { isObject } from '../values';

const TEXT_KEYS = ['content', 'text', 'response', 'message'];
/** Keys that only describe the text beside them. */
const LABEL_KEYS = ['type', 'role'];

/** The run's id; `execute` names it either way. */
export function executionIdOf(run: IDataObject): string {
	return String(run.execution_id ?? run.id ?? '');
}

/** The answer's text where the output is nothing but a text, else the output as it is. */
export function answerOf(output: unknown): unknown {
	if (!isObject(output)) return output ?? null;
	const textKey = TEXT_KEYS.find((key) => typeof output[key] === 'string');
	const isOnlyText = Object.keys(output).every((key) => key === textKey || LABEL_KEYS.includes(key));
	return textKey !== undefined && isOnlyText ? output[textKey] : output;
}

/** Whether an answer says nothing; a run that answers nothing has an empty object for an output. */
export function isNothing(answer: unknown): boolean {
	return answer === null || answer === '' || (isObject(answer) && Object.keys(answer).length === 0);
}

/** An output as a chat shows it: its text, JSON where it is more than a text, and no text where it says nothing. */
export function textOf(output: unknown): string {
	const answer = answerOf(output);
	if (isNothing(answer)) return '';
	return typeof answer === 'string' ? answer : JSON.stringify(answer);
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
		...(run.events === undefined ? {} : { events: run.events }),
	};
}

/** @throws RunFailedError when the run ended without a result */
export function assertSucceeded(run: IDataObject): void {
	if (runState(run.status) !== 'failed') return;
	const executionId = executionIdOf(run);
	throw new RunFailedError({
		message: `The run ended with the status '${String(run.status)}'`,
		hint: `Open execution ${executionId} in PromptRails to see where it stopped.`,
		serverText: typeof run.error === 'string' ? run.error : '',
		code: 'execution_failed',
		details: { execution_id: executionId, trace_id: run.trace_id ?? null, status: run.status },
	});
}
