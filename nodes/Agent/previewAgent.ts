import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../shared/operation/types';
import { readAgentInput } from './agentInput';

/** Shows what an agent would send to the model for this item's input; nothing runs. */
export async function previewAgent(item: OperationItem): Promise<IDataObject> {
	const request = item.request({ method: 'POST', path: '/api/v1/agents/{agentId}/preview' });
	return await item.client.data<IDataObject>({
		...request,
		body: { ...request.body, input: readAgentInput(item) },
	});
}
