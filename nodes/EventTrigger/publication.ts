import type { IPollFunctions } from 'n8n-workflow';

/**
 * How n8n names the publication of a workflow that was not published before. It says otherwise when it starts a published
 * workflow again after n8n itself was down, in another process, or in a new version.
 */
const NEW_PUBLICATIONS = ['activate', 'create'];

/**
 * The publications that have polled before. n8n makes one context for all polls of a publication, and says of each of
 * them how the publication began, not which poll it is.
 */
const polled = new WeakSet<IPollFunctions>();

/** Whether a poll is the first one since the workflow was published, and it was not published before that. */
export function isNewlyPublished(host: IPollFunctions): boolean {
	return NEW_PUBLICATIONS.includes(host.getActivationMode()) && !polled.has(host);
}

/** To be called when a poll has succeeded. */
export function notePoll(host: IPollFunctions): void {
	polled.add(host);
}
