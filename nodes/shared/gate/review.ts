import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemResult } from '../operation/run/itemLoop';
import { errorJson, toldToVisitors } from '../operation/run/nodeError';
import { isReview } from '../transport/host';
import { CancelledError } from '../transport/http/timing';

/** What the item of a review says where nobody could be asked, or nobody's answer is known. */
const FAILED = 'Failed';

/**
 * Where the gate is n8n's human review, makes a denial of a failure that says what happened: n8n would tell the model that
 * the user rejected the call. With On Error set to stop, the failure stays one.
 * @param work settles one item
 */
export function reviewing<T extends ItemResult>(
	{ host }: { host: IExecuteFunctions },
	work: (index: number) => Promise<T>,
): (index: number) => Promise<ItemResult> {
	if (!isReview(host) || host.getNode().onError === 'stopWorkflow') return work;
	return async (index) =>
		await work(index).catch((error: unknown) => {
			if (error instanceof CancelledError) throw error;
			const chatInput = `The call was not reviewed. ${toldToVisitors(error)}`;
			return {
				output: 0,
				result: { outcome: FAILED, error: errorJson(error), approved: false, chatInput },
			};
		});
}
