import type { INodeParameters } from 'n8n-workflow';

import { mappedInput } from '../../host';
import { byId } from '../../locator';

export { chain, TRIGGER, type WorkflowNode } from '../../host';

/** Parameters that execute an agent with mapped input fields. */
export function executeParameters(
	agentId: string,
	input: Record<string, string>,
	extra: INodeParameters = {},
): INodeParameters {
	return {
		resource: 'agent',
		operation: 'execute',
		agentId: byId(agentId),
		runMode: 'wait',
		inputMode: 'fields',
		inputFields: mappedInput(input),
		...extra,
	};
}
