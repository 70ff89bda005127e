import type { IDataObject } from 'n8n-workflow';

import { isAbsent, textOf } from './answerText';
import { runState } from './status';

/** What is said where a run pauses for approval and the option says nothing else. */
export const APPROVAL_NOTICE = 'A person has to approve this before it can go on.';
/** What is said where a run completed without a text. */
export const NO_ANSWER = 'There is no answer.';

/**
 * An item as its visitors may read it. n8n's chat shows the `output` of the last item, or its `message` where that is null,
 * and the whole item as JSON, with its IDs, where both are missing or the output is an empty text (docs/platform.md, N22).
 * @param item a run, an approval, or a shortened one
 * @param texts `message` is said where there is no answer, `notice` where the run waits for approval
 * @returns the item; what nobody approved is under `unapproved_output`, which n8n's chat does not show
 */
export function shownInChat(
	item: IDataObject,
	{ message, notice = '' }: { message: string; notice?: string },
): IDataObject {
	const { output, ...rest } = item;
	const state = runState(item.status);
	const isPaused = state === 'awaitingApproval';
	const isUnapproved = (isPaused || state === 'rejected') && !isAbsent(output);
	const unapproved = isUnapproved ? { unapproved_output: output } : {};
	if (isPaused) return { output: notice || APPROVAL_NOTICE, ...rest, ...unapproved };
	if (isUnapproved) return { output: null, message, ...rest, ...unapproved };
	if (textOf(output) !== '') return item;
	const isNothing = output === '' || (output !== undefined && isAbsent(output));
	return { ...item, ...(isNothing ? { output: null } : {}), message };
}
