import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { callKey, deliveryKey, Replays } from '../shared/webhook/replays';
import { answer, headerOf, type RawCall } from './call';
import { ownerOf } from './registration';

/** Headers by which senders name a delivery; the same one signed anew is a repetition. */
const DELIVERY_HEADERS = ['x-promptrails-delivery', 'x-promptrails-delivery-id', 'webhook-id'];

/** Keeps a signed call from being carried out twice. */
export interface ReplayGuard {
	/** Notes the call. @returns whether it is new */
	admit(): boolean;
	/** Lets the call in again: only for one that certainly started nothing. */
	forget(): void;
}

/** For calls without a signature, which have nothing to be known by. */
export const noGuard: ReplayGuard = { admit: () => true, forget: () => {} };

/** @param timestamp the time in the signature, if there is one */
export function replayGuard(host: IWebhookFunctions, raw: RawCall, timestamp?: string): ReplayGuard {
	// While the editor listens, the same call may come again and again.
	const scope = host.getMode() === 'manual' ? undefined : ownerOf(host);
	const replays = new Replays(host.getWorkflowStaticData('node'), scope);
	const delivery = DELIVERY_HEADERS.flatMap((name) => headerOf(raw, name) ?? [])[0];
	const keys = [callKey(raw.rawBody ?? Buffer.alloc(0), timestamp)];
	if (delivery) keys.push(deliveryKey(delivery));
	return {
		admit: () => keys.every((key) => replays.admit(key)),
		forget: () => keys.forEach((key) => replays.forget(key)),
	};
}

/** For callers whose calls have the same body on purpose, such as a nightly one. */
const REPLAY_HINT =
	'If it is a new call with the same body, make it differ: sign the time of each call (t=…,v1=…), or put a delivery ID ' +
	'of its own into each body. The owner of the workflow can also turn off the option Refuse Replays.';

/** Answers a call that came before; no workflow starts. */
export function refuseReplay(host: IWebhookFunctions): IWebhookResponseData {
	return answer(host, 409, {
		error: 'This call came before, so it was not carried out again',
		hint: REPLAY_HINT,
	});
}
