import type { Concurrency } from './concurrency';
import type { Pacer } from './pacer';
import { AxiosError } from '../vendor';

/** What a server answers that has too much to do, or a proxy before it that waited for too long. */
const OVERLOADED_STATUSES = [408, 503, 504, 529];
/** No answer in time, no connection in time, and no connection. */
const OVERLOADED_CODES = ['ECONNABORTED', 'ETIMEDOUT', 'ECONNREFUSED'];

/** What governs how much a node asks of one server. */
export interface Governor {
	/** How many items at once. All clients of a node share it. */
	atOnce: Concurrency;
	/** How many requests a second. */
	perSecond: Pacer;
}

/**
 * Lowers how many items are worked on at once where a request failed because there were too many.
 * @param sentAt when the request was sent; epoch ms
 */
export function slowDown({ atOnce }: Governor, failure: unknown, sentAt: number): void {
	if (!(failure instanceof AxiosError)) return;
	const { code = '', response } = failure;
	if (response?.status === 429) atOnce.onThrottled(sentAt);
	else if (response ? OVERLOADED_STATUSES.includes(response.status) : OVERLOADED_CODES.includes(code))
		atOnce.onOverload(sentAt);
}
