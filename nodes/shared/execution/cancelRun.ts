import { PromptRailsClient } from '../transport/client';
import { type PromptRailsHost, withoutCancellation } from '../transport/host';
import { CancelledError } from '../transport/http/timing';

/** Long enough for one request; n8n does not wait for a cancelled node for ever. */
const TIMEOUT_MS = 5000;

/**
 * Runs `work` on a run that was started; when n8n cancels meanwhile, asks the platform to cancel the run as well, so
 * that it does not go on costing. Servers that cannot cancel let it end by itself.
 */
export async function cancelWith<T>(
	host: PromptRailsHost,
	executionId: () => string | undefined,
	work: () => Promise<T>,
): Promise<T> {
	return await work().catch(async (error: unknown) => {
		const id = executionId();
		if (error instanceof CancelledError && id) await askToCancel(host, id);
		throw error;
	});
}

async function askToCancel(host: PromptRailsHost, executionId: string): Promise<void> {
	try {
		const client = await PromptRailsClient.create(withoutCancellation(host), { retryBudgetMs: 0 });
		await client.request({
			method: 'POST',
			path: '/api/v1/executions/{executionId}/cancel',
			pathParams: { executionId },
			timeoutMs: TIMEOUT_MS,
			expects: 'any',
		});
	} catch (error) {
		host.logger.debug('The run was not cancelled', { executionId, error });
	}
}
