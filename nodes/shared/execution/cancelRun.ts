import { PromptRailsClient } from '../transport/client';
import { type PromptRailsHost, withoutCancellation } from '../transport/host';
import { CancelledError } from '../transport/http/timing';
import { pathWith } from '../transport/http/path';

/** Long enough for one request, in ms; n8n does not wait for a cancelled node for ever. */
export const CANCEL_TIMEOUT_MS = 5000;

/**
 * Runs `work` on a run; when n8n cancels meanwhile, asks the platform to cancel the run as well, so that it does not go on
 * costing. Servers that cannot cancel let it end by itself.
 * @param findId the run's execution, when it is known by then or can be found; undefined leaves the run alone
 */
export async function cancelWith<T>(
	host: PromptRailsHost,
	findId: (client: PromptRailsClient) => string | undefined | Promise<string | undefined>,
	work: () => Promise<T>,
): Promise<T> {
	return await work().catch(async (error: unknown) => {
		if (error instanceof CancelledError) await cancelFound(host, findId);
		throw error;
	});
}

async function cancelFound(
	host: PromptRailsHost,
	findId: (client: PromptRailsClient) => string | undefined | Promise<string | undefined>,
): Promise<void> {
	try {
		const client = await PromptRailsClient.create(withoutCancellation(host), { retryBudgetMs: 0 });
		const executionId = await findId(client);
		if (!executionId) return;
		await client.request({
			method: 'POST',
			...pathWith('/api/v1/executions/{executionId}/cancel', { executionId }),
			timeoutMs: CANCEL_TIMEOUT_MS,
			expects: 'any',
		});
	} catch (error) {
		host.logger.debug('The run was not cancelled', { error });
	}
}
