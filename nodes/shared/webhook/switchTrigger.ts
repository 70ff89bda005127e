import type { IDataObject } from 'n8n-workflow';

import type { PromptRailsClient } from '../transport/client';

/**
 * Turns a trigger on or off where the server says that it is otherwise.
 * @param path the path of one trigger, with `triggerId` in it
 * @param trigger what the server says of it
 * @returns the trigger as it is then; its token and secret, which are shown once, are kept
 * @throws PromptRailsError when the server does not change it
 */
export async function switchTrigger(
	client: PromptRailsClient,
	path: string,
	trigger: IDataObject,
	isActive: boolean,
): Promise<IDataObject> {
	if (typeof trigger.is_active !== 'boolean' || trigger.is_active === isActive) return trigger;
	const changed = await client.data<IDataObject>({
		method: 'PATCH',
		path,
		pathParams: { triggerId: trigger.id },
		body: { is_active: isActive },
	});
	return { ...trigger, is_active: changed.is_active ?? isActive };
}
