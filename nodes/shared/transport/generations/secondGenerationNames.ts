import type { ApiRequest } from '../http/apiRequest';
import { ownValue } from '../../values';

/** What statuses are called in the API's second generation, where that differs. */
const STATUSES: Record<string, string> = { awaiting_approval: 'waiting_approval' };

/** The request with its status filter as the second generation spells it; the same object where nothing differs. */
export function spellInSecond(request: ApiRequest): ApiRequest {
	const status = ownValue(STATUSES, request.query?.status);
	return status ? { ...request, query: { ...request.query, status } } : request;
}
