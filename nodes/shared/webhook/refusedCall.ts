import type { PromptRailsClient } from '../transport/client';
import { ConflictError, PromptRailsError } from '../transport/errors/errors';

const REFUSALS = [400, 403, 409, 422];
const SAYS_INACTIVE = /disabled|inactive|not active|not enabled/i;
/** How many triggers to look through, newest first. */
const ROWS_SEARCHED = 500;

/**
 * What the failed call of a hook means: one of a trigger that is turned off is a conflict with its state, whichever status
 * and words the server has for that (docs/platform.md, P15).
 */
export async function refusedCall(
	client: PromptRailsClient,
	token: string,
	failure: unknown,
): Promise<unknown> {
	if (!(failure instanceof PromptRailsError) || !REFUSALS.includes(failure.statusCode ?? 0)) return failure;
	const isOff =
		SAYS_INACTIVE.test(failure.serverText ?? '') || (await isTurnedOff(client, token).catch(whenUnreadable));
	if (!isOff) return failure;
	return new ConflictError({
		...failure,
		cause: failure,
		saidBy: 'PromptRails',
		message: 'The webhook trigger is turned off',
		hint: "Turn it on in PromptRails, or with the operation Webhook Trigger: Update and the field 'Active'. No run was started.",
		details: { is_active: false },
	});
}

/** Whether all triggers that the token may belong to are off: rows show how their token begins, never the token. */
async function isTurnedOff(client: PromptRailsClient, token: string): Promise<boolean> {
	const states: unknown[] = [];
	for await (const rows of client.list({ method: 'GET', path: '/api/v1/webhook-triggers' }, ROWS_SEARCHED)) {
		for (const { token_prefix: prefix, is_active } of rows)
			if (typeof prefix === 'string' && prefix !== '' && token.startsWith(prefix)) states.push(is_active);
	}
	return states.length > 0 && states.every((state) => state === false);
}

/** For `.catch`: the key may not list triggers. */
function whenUnreadable(error: unknown): false {
	if (error instanceof PromptRailsError) return false;
	throw error;
}
