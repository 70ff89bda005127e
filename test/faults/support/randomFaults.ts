import type { FaultRule } from '../../emulator';
import type { Chance } from '../../support/random';

const SOON = { 'retry-after-ms': '5' };

/** After each of these nothing was carried out. */
const refusals: FaultRule[] = [
	{ status: 400 },
	{ status: 401 },
	{ status: 403 },
	{ status: 404 },
	{ status: 409 },
	{ status: 422 },
	{ status: 429, headers: SOON },
	{ status: 429, headers: { 'retry-after': '3600' } },
];

/** After each of these the client cannot know; some hit before the server does its work, some after it. */
const doubts: FaultRule[] = [
	{ status: 408 },
	{ status: 500 },
	{ status: 502, html: true },
	{ status: 503 },
	{ status: 503, headers: SOON },
	{ status: 503, headers: { 'retry-after': '3600' } },
	{ status: 504 },
	{ reset: 'beforeHeaders' },
	{ reset: 'midBody' },
	{ truncate: 'json' },
	{ truncate: 'contentLength' },
	{ empty: true, status: 200 },
	{ html: true, status: 200 },
	{ hang: true },
	{ silent: true },
];

/** No fault, but a rule all the same: the emulator gives each request the next rule that is left. */
export const NO_FAULT: FaultRule = { delayMs: 0 };

/** What happens to the next request: nothing, a refusal, or something that leaves its outcome open. */
export function randomFault(chance: Chance, isStream = false): FaultRule {
	const kind = chance.number(10);
	if (kind < 4) return NO_FAULT;
	if (kind < 7) return chance.pick(refusals);
	const doubt = chance.pick(doubts);
	if (isStream) {
		const stream = chance.pick([{ cutAtByte: 0 }, { cutAtByte: 90 }, { cutAtByte: 300 }, { endAtByte: 200 }]);
		return chance.number(2) ? { stream } : doubt;
	}
	return { ...doubt, when: chance.pick(['before', 'after'] as const) };
}
