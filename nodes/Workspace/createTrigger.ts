import type { IDataObject } from 'n8n-workflow';

import { bodyField } from '../shared/operation/model/fields';
import type { Field, OperationItem } from '../shared/operation/model/types';
import { PromptRailsError } from '../shared/transport/errors/errors';
import { switchTrigger } from '../shared/webhook/switchTrigger';

/** Whether a trigger starts its agent. */
export const activeField = (description: string): Field =>
	bodyField({ displayName: 'Active', name: 'isActive', type: 'boolean', default: true, description });

/**
 * Makes a trigger that is active unless the user wants otherwise. Some servers make them inactive where the request does not say,
 * some whatever the request says: these are switched afterwards.
 * @param itemPath the path of one trigger
 */
export function createTrigger(itemPath: string): (item: OperationItem) => Promise<IDataObject> {
	return async (item) => {
		const request = item.request();
		request.body.is_active ??= true;
		const isActive = request.body.is_active === true;
		const made = await item.client.data<IDataObject>(request);
		return await switchTrigger(item.client, itemPath, made, isActive).catch((error: unknown) => {
			if (!(error instanceof PromptRailsError)) throw error;
			// Its token and secret are shown this once: they must not get lost.
			item.hint(
				`The trigger was made, but could not be turned ${isActive ? 'on' : 'off'}: ${error.message}. Use the operation Update.`,
			);
			return made;
		});
	};
}
