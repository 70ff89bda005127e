import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the time in a signature may be off, both ways, in seconds. */
export const TOLERANCE_SECONDS = 300;

const DIGEST_BYTES = 32;

/** Why a call is refused; `reason` is shown to the caller. */
export type Verdict = { isValid: true; timestamp?: string } | { isValid: false; reason: string };

/** A call as far as its signature goes. */
export interface SignedCall {
	/** The bytes as received; undefined when the host did not keep them. */
	rawBody: Uint8Array | undefined;
	/** The signature header's value. */
	header: string | undefined;
	/** Any of them may have signed the call. */
	secrets: string[];
	/** Epoch ms. */
	now?: number;
}

/**
 * Checks the HMAC-SHA256 of a call over its raw bytes, in every form that is possible (docs/platform.md, P45): hex or
 * base64, bare or as `sha256=…`, or `t=…,v1=…`, which signs the time, a dot and the body. Several signatures, apart by
 * commas or spaces, are for rotation: one that is valid is enough. Without a secret nothing is valid.
 */
export function verifySignature({ rawBody, header, secrets, now = Date.now() }: SignedCall): Verdict {
	const usable = secrets.filter((secret) => secret.trim() !== '');
	if (usable.length === 0) return refused('No secret is set');
	if (!header?.trim()) return refused('The signature is missing');
	if (!rawBody) return refused('The body cannot be verified');
	const parts = header.split(/[\s,]+/).filter(Boolean);
	const times = new Set(parts.filter((part) => part.startsWith('t=')).map((part) => part.slice(2)));
	const [timestamp] = times;
	if (timestamp !== undefined && (times.size > 1 || !isNear(timestamp, now))) {
		return refused('The time of the signature is out of range');
	}
	const candidates = parts.flatMap((part) => decodeSignature(part, timestamp !== undefined));
	const expected = usable.map((secret) => sign(secret, rawBody, timestamp));
	const isValid = candidates.some((candidate) => expected.some((one) => timingSafeEqual(candidate, one)));
	return isValid ? { isValid, timestamp } : refused('The signature is wrong');
}

function refused(reason: string): Verdict {
	return { isValid: false, reason };
}

function isNear(timestamp: string, now: number): boolean {
	return /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

function sign(secret: string, rawBody: Uint8Array, timestamp: string | undefined): Buffer {
	const hmac = createHmac('sha256', secret);
	if (timestamp !== undefined) hmac.update(`${timestamp}.`);
	return hmac.update(rawBody).digest();
}

/** The digest in one part of the header: none when it is something else, or not written exactly as it should be. */
function decodeSignature(part: string, isTimestamped: boolean): Buffer[] {
	const [, label = '', text = ''] = /^(?:(v1|sha256)=)?(.+)$/.exec(part) ?? [];
	if (label === 'v1' && !isTimestamped) return [];
	const encoding = /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64';
	const digest = Buffer.from(text, encoding);
	// Node skips what it cannot read: only a digest that is written back the same was written right.
	const isExact = encoding === 'hex' || digest.toString('base64') === text;
	return isExact && digest.length === DIGEST_BYTES ? [digest] : [];
}
