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
					hint: 'In Sleep mode, only an AI Agent node of version 3 can call it, and not from inside another tool. Set Wait Mode to Hold.',
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
	const timeout = workflowTimeoutMs(host);
	if (timeout !== undefined && Date.now() + timeout < until) {
		throw new ValidationError({
			message: 'The timeout of the workflow ends before the waiting does',
			hint: 'n8n counts the time asleep, and would cancel the execution. Turn off Timeout Workflow in the settings of the workflow, or lower Give Up After of this node.',
		});
	}
}

/** The longest time that the workflow's own settings give an execution; undefined where there is none, or n8n does not say. */
function workflowTimeoutMs(host: Partial<IExecuteFunctions>): number | undefined {
	const seconds = Number(host.getWorkflowSettings?.().executionTimeout ?? 0);
	return seconds > 0 ? seconds * 1000 : undefined;
}
