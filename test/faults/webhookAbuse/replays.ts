import { signBody } from '../../../nodes/shared/webhook/signature';
import { HEADER, SECRET } from '../../support/engine/agentWebhook';
import type { Chance } from '../../support/random';
import type { OutsideCall } from './server';

/** A call that was let in, with what signed it. */
export interface Accepted {
	body: string;
	signature: string;
	isTimed: boolean;
}

/** Makes the recorded call again, so that its signature still holds. */
type Replay = (accepted: Accepted, luck: Chance) => OutsideCall;

const again = (
	{ body, signature }: Accepted,
	name: string,
	more: OutsideCall['headers'] = {},
): OutsideCall => ({
	body,
	headers: { [name]: signature, ...more },
});

/** A header's name with letters in another case. */
const inOtherCase = (name: string, luck: Chance): string =>
	[...name].map((letter) => (luck.number(2) ? letter.toUpperCase() : letter.toLowerCase())).join('');

/** Every kind of replay, by its name. */
export const REPLAYS: Record<string, Replay> = {
	'the same call': (accepted) => again(accepted, HEADER),
	'the header in another case': (accepted, luck) => again(accepted, inOtherCase(HEADER, luck)),
	'with the signature in capitals': (accepted) =>
		accepted.isTimed
			? again(accepted, HEADER)
			: again({ ...accepted, signature: accepted.signature.toUpperCase() }, HEADER),
	'signed in another form': (accepted, luck) =>
		accepted.isTimed
			? again({ ...accepted, signature: accepted.signature.replace(',', ', ') }, HEADER)
			: again(
					{ ...accepted, signature: signBody(accepted.body, SECRET, luck.pick(['prefixedHex', 'base64'])) },
					HEADER,
				),
	'with another signature beside it': (accepted) =>
		again({ ...accepted, signature: `${accepted.signature},${'0'.repeat(64)}` }, HEADER),
	'with the header twice': ({ body, signature }) => ({ body, headers: { [HEADER]: [signature, signature] } }),
	'with the wrong header before it': ({ body, signature, isTimed }) => ({
		body,
		headers: { [HEADER]: isTimed ? [signature, '0'.repeat(64)] : ['0'.repeat(64), signature] },
	}),
	'with other headers and a query': (accepted, luck) => ({
		...again(accepted, HEADER, {
			'X-Request-Id': String(luck.number(1e9)),
			'Idempotency-Key': String(luck.number(1e9)),
		}),
		query: `?again=${luck.number(1e9)}`,
	}),
	'as another delivery': (accepted, luck) =>
		again(accepted, HEADER, { 'X-PromptRails-Delivery': `d${luck.number(1e9)}` }),
};
