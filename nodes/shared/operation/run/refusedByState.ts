import type { IDataObject } from 'n8n-workflow';

import { ConflictError, PromptRailsError } from '../../transport/errors/errors';
import type { FilledRequest, OperationItem, StateRefusal } from '../model/types';

/** The statuses by which servers refuse what the state of a thing forbids (docs/platform.md, P15). */
const REFUSALS = [400, 409, 422];

/**
 * What a failure means: where the server refused, the thing is read, for neither the status nor the words of the server
 * say reliably that its state is the reason.
 * @returns a ConflictError with the present state; the failure itself where the state is no reason or cannot be read
 */
export async function refusedByState(
	item: OperationItem,
	{ request: shape, explain }: StateRefusal,
	asked: FilledRequest,
	failure: unknown,
): Promise<unknown> {
	if (!(failure instanceof PromptRailsError) || !REFUSALS.includes(failure.statusCode ?? 0)) return failure;
	const { pathParams, timeoutMs } = asked;
	const state = await item.client
		.data<IDataObject>({ ...shape, pathParams, timeoutMs })
		.catch(() => undefined);
	const reason = state && explain(state, asked);
	if (!reason) return failure;
	// The state says more than the words of the server.
	return new ConflictError({ ...failure, cause: failure, saidBy: 'PromptRails', ...reason });
}
