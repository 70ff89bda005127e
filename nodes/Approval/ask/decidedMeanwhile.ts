import type { IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { TIMED_OUT } from '../../shared/gate/types';
import type { GateState } from '../../shared/gate/runGate';
import { asleep, sleepOn, wakeUp, wakeWebhook } from '../../shared/sleep/wake';
import { PromptRailsClient } from '../../shared/transport/client';
import { RunFailedError } from '../../shared/transport/errors/errors';
import { readDecision } from './readDecision';
import type { Asked } from './startAsking';

/** With these and an operation named `sendAndWait`, n8n makes a human review for its AI Agent of a node. */
export const askWebhooks: IWebhookDescription[] = [wakeWebhook];

/** Whoever calls waits for the answer, in ms: the triggers of this package for no longer than 10 seconds. */
const ANSWER_WITHIN_MS = 8000;
const RETRY_BUDGET_MS = 5000;

/**
 * Somebody calls the address of a node that sleeps: wakes it where everything that it waits for is decided, and lets it sleep
 * on otherwise. What the call says does not count: PromptRails is asked. Never throws, for n8n would wake the node then.
 */
export async function decidedMeanwhile(host: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const { begun = {}, settled = {} } = asleep<GateState>(host) ?? {};
		const open = Object.keys(begun).filter((index) => !Object.hasOwn(settled, index));
		if (open.length === 0) return sleepOn('awake');
		const client = await PromptRailsClient.create(host, { retryBudgetMs: RETRY_BUDGET_MS });
		const hasty = client.endedBy(AbortSignal.timeout(ANSWER_WITHIN_MS));
		const isSettledNow = open.map(async (index) => await isSettled(hasty, begun[index] as Asked));
		return (await Promise.all(isSettledNow)).every(Boolean) ? wakeUp() : sleepOn('open');
	} catch (error) {
		host.logger.debug('The decision could not be read; the node sleeps on', { error });
		return sleepOn('unreachable');
	}
}

/** A run that ended without a decision is settled, too: the node fails at once. */
async function isSettled(client: PromptRailsClient, asked: Asked): Promise<boolean> {
	return await readDecision(client, asked).then(
		({ output }) => output !== TIMED_OUT,
		(error: unknown) => {
			if (error instanceof RunFailedError) return true;
			throw error;
		},
	);
}
