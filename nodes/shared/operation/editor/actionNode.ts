import { type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';

import { CREDENTIAL_NAME } from '../../transport/host';
import { nodeProperties } from './describe';
import { nodeOutputs, waitingTooltip } from './outputs';
import type { NodeOperations } from '../model/types';

type Shared = Pick<
	INodeTypeDescription,
	'group' | 'version' | 'inputs' | 'outputs' | 'credentials' | 'properties' | 'waitingNodeTooltip'
>;

/** What all action nodes describe alike; n8n's scanner wants to see the rest in the class itself. */
export function actionNode(operations: NodeOperations): Shared {
	return {
		group: ['transform'],
		version: 1,
		inputs: [NodeConnectionTypes.Main],
		outputs: nodeOutputs(operations),
		...waitingTooltip(operations),
		credentials: [{ name: CREDENTIAL_NAME, required: true }],
		properties: nodeProperties(operations),
	};
}
