import type { IDataObject } from 'n8n-workflow';

import { textOf } from './answerText';
import { cancelWith } from './cancelRun';
import { intermediateSteps } from './intermediateSteps';
import { asResult } from './result';
import type { Follow, Run, RunContext } from './run';
import { settle } from './settle';
import { NO_ANSWER, shownInChat } from './shownInChat';
import { runState } from './status';
import { traceRun } from './tracing';

/**
 * The one way through a run: it is started, followed, settled by what it says when it is read, and given back as a result.
 * @param start starts the run, or names one that somebody else started
 * @returns the run, as n8n's chat may show it; with its `approval` when it paused, with `events` and `intermediateSteps` when they were asked for
 * @throws RunFailedError when the run ended without a result, TimeoutError when it is still open at the deadline,
 *   StreamError when its stream failed and the run says nothing better, CancelledError when n8n cancels
 */
export async function completeRun(
	context: RunContext,
	start: () => Promise<Run>,
	follow: Follow,
): Promise<IDataObject> {
	const run = await start();
	const ownId = (): string | undefined => (run.isOwn ? run.id : undefined);
	await cancelWith(context.host, ownId, () => follow(run, context)).finally(() =>
		traceRun(context.host, run),
	);
	const result = await asResult(context.client, settle(run));
	await sendRest(result, run, context);
	const shown = shownInChat(result, { message: NO_ANSWER, notice: context.approvalNotice });
	return { ...shown, ...addedTo(run) };
}

/** What the user wants to see of the run beside its result. */
function addedTo({ events, showsSteps, progress }: Run): IDataObject {
	return {
		...(events === undefined ? {} : { events }),
		...(showsSteps ? { intermediateSteps: intermediateSteps(progress.events) } : {}),
	};
}

/** Sends what of the final answer was not streamed yet; of one that waits for an approval, that it does. */
async function sendRest(
	{ status, output }: IDataObject,
	{ progress }: Run,
	{ chunks, approvalNotice = '' }: RunContext,
): Promise<void> {
	if (runState(status) === 'awaitingApproval') {
		const gap = progress.text === '' ? '' : '\n\n';
		if (approvalNotice !== '') await chunks.text(`${gap}${approvalNotice}`);
		return;
	}
	const text = textOf(output);
	const rest = text.startsWith(progress.text) ? text.slice(progress.text.length) : '';
	if (rest !== '') await chunks.text(rest);
}
