import type { IDataObject } from 'n8n-workflow';

import type { OperationItem } from '../shared/operation/model/types';
import { readAgentInput } from './agentInput';

type Trial = (item: OperationItem) => Promise<IDataObject>;

/** Shows what an agent would send to the model for this item's input; nothing runs. */
export const previewAgent = trial();

/** Runs an agent once with another prompt than its own; the override is sent even where it changes nothing. */
export const playAgent = trial({ prompt_override: {} });

/** Posts this item's input for an agent, with what the fields say about it. */
function trial(unlessGiven: IDataObject = {}): Trial {
	return async (item) => {
		const request = item.request();
		return await item.client.data<IDataObject>({
			...request,
			body: { ...unlessGiven, ...request.body, input: readAgentInput(item) },
		});
	};
}
