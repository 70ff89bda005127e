import type { EngineResponse, IExecuteFunctions } from 'n8n-workflow';

import { ValidationError } from '../transport/errors/errors';
import { isReview, isTool } from '../transport/host';

/**
 * Refuses to put an execution to sleep where n8n would not wake the node, or would cancel the execution.
 * @param response what n8n hands to `execute`; undefined on hosts that know no engine requests
 * @param until the end of all waiting, in ms since 1970
 * @throws ValidationError that names the setting and what to do
 */
export function refuseSleep(
	host: IExecuteFunctions,
	response: EngineResponse | undefined,
	until: number,
): void {
	// n8n's human review hands nothing on to the node; every n8n that has it knows engine requests.
	if (response === undefined && !isReview(host)) {
		throw isTool(host)
			? new ValidationError({
					message: 'This tool cannot sleep where it is called from',
					hint: 'In Sleep mode, only an AI Agent node of version 3 can call it: not another tool, and not the button Execute step of the tool itself. Set Wait Mode to Hold.',
				})
			: new ValidationError({
					message: 'Sleep mode needs n8n 1.113 or newer',
					hint: 'Update n8n, or set Wait Mode to Hold.',
				});
	}
	if (!host.getExecuteData().source?.main?.[0]?.previousNode) {
		throw new ValidationError({
			message: 'Sleep mode needs a node before this one',
			hint: 'Connect a trigger or another node to the input of this node, or set Wait Mode to Hold.',
		});
	}
	if ((endOfExecution(host) ?? Infinity) < until) {
		throw new ValidationError({
			message: 'The timeout of the workflow ends before the waiting does',
			hint: 'n8n counts the time asleep, and would cancel the execution. Turn off Timeout Workflow in the settings of the workflow, which turns off the timeout for all workflows (EXECUTIONS_TIMEOUT) for this one, too; or lower Give Up After of this node.',
		});
	}
}

/**
 * When n8n cancels the execution, in ms since 1970; undefined where it never does, or does not say. n8n knows best: it
 * counts what ran before, the timeout for all workflows, the longest one that may be set, and that of a calling workflow.
 */
function endOfExecution(host: Partial<IExecuteFunctions>): number | undefined {
	// Not in the published type of the context.
	const { additionalData } = host as { additionalData?: { executionTimeoutTimestamp?: number } };
	if (additionalData?.executionTimeoutTimestamp) return additionalData.executionTimeoutTimestamp;
	const seconds = Number(host.getWorkflowSettings?.().executionTimeout ?? 0);
	return seconds > 0 ? Date.now() + seconds * 1000 : undefined;
}
