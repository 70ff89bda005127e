import type { JsonObject } from '../core/schema';
import { SIGNATURE_HEADER, signaturesOf } from './signature';
import type { EventShape, OutboundEvent } from './types';

/** The one event whose name is known. */
export const AWAITING_APPROVAL = 'execution.awaiting_approval';

/** An event as it goes over the wire. */
export interface Message {
	event: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** Writes and signs an event; `now` in milliseconds is what it is stamped with by default. */
export function messageOf(outbound: OutboundEvent, now: number): Message {
	const { event = AWAITING_APPROVAL, data = {}, form = 'sha256', secret = '', separator = ',' } = outbound;
	const { timestamp = Math.floor(now / 1000), tamper } = outbound;
	const raw = Buffer.from(JSON.stringify(shaped(event, data, outbound.shape)));
	const headers: Record<string, string> = { 'Content-Type': 'application/json' };
	if (form !== 'none') {
		const flip = tamper === 'signature' ? (digest: Buffer) => oneBitOff(digest, 0) : undefined;
		const signature = signaturesOf(form, [secret].flat(), { raw, timestamp }, flip).join(separator);
		headers[SIGNATURE_HEADER] = tamper === 'encoding' ? Buffer.from(signature).toString('base64') : signature;
	}
	// The last character of a string, so that what is sent is still JSON.
	const body = tamper === 'body' ? oneBitOff(raw, raw.lastIndexOf('"') - 1) : raw;
	return { event, headers: { ...headers, ...outbound.headers }, body };
}

function shaped(
	event: string,
	data: JsonObject,
	{ name = 'event', body = 'data' }: EventShape = {},
): JsonObject {
	return body === 'top' ? { [name]: event, ...data } : { [name]: event, [body]: data };
}

function oneBitOff(bytes: Buffer, index: number): Buffer {
	const changed = Buffer.from(bytes);
	changed[index] ^= 1;
	return changed;
}
