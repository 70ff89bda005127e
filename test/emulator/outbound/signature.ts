import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header of every signature, inbound and outbound. */
export const SIGNATURE_HEADER = 'X-PromptRails-Signature';

/** The known ways to write a signature down. */
export const SIGNATURE_FORMS = ['hex', 'sha256', 'base64', 'timestamped'] as const;
export type SignatureForm = (typeof SIGNATURE_FORMS)[number];

/** The forms in which a hook can be signed; `hex` takes an optional `sha256=`. */
export const HOOK_SIGNATURES = ['hex', 'base64', 'timestamped'] as const;
export type HookSignature = (typeof HOOK_SIGNATURES)[number];

/** What is signed: exact bytes, and when, in seconds since the epoch. */
export interface Signed {
	raw: Buffer;
	timestamp: number;
}

const TOLERANCE_SECONDS = 300;

const WRITE: Record<SignatureForm, (digest: Buffer) => string> = {
	hex: (digest) => digest.toString('hex'),
	sha256: (digest) => `sha256=${digest.toString('hex')}`,
	base64: (digest) => digest.toString('base64'),
	timestamped: (digest) => `v1=${digest.toString('hex')}`,
};

const CHECK: Record<HookSignature, (secret: string, raw: Buffer, sent: string, now: number) => boolean> = {
	hex: (secret, raw, sent) => same(Buffer.from(sent.replace(/^sha256=/, ''), 'hex'), hmac(secret, raw)),
	base64: (secret, raw, sent) => same(Buffer.from(sent, 'base64'), hmac(secret, raw)),
	timestamped: (secret, raw, sent, now) => {
		const [, t, v1] = /^t=(\d+),v1=([0-9a-f]+)$/.exec(sent) ?? [];
		const timestamp = Number(t);
		if (v1 === undefined || Math.abs(now - timestamp) > TOLERANCE_SECONDS) return false;
		return same(Buffer.from(v1, 'hex'), stampedHmac(secret, { raw, timestamp }));
	},
};

/** The values of the signature header; several secrets make several signatures, as during a rotation. */
export function signaturesOf(
	form: SignatureForm,
	secrets: string[],
	signed: Signed,
	alter = (digest: Buffer) => digest,
): string[] {
	const stamped = form === 'timestamped';
	const digests = secrets.map((secret) => (stamped ? stampedHmac(secret, signed) : hmac(secret, signed.raw)));
	const signatures = digests.map((digest) => WRITE[form](alter(digest)));
	return stamped ? [`t=${signed.timestamp}`, ...signatures] : signatures;
}

/** True when a header signs a body in the wanted form; `now` in seconds since the epoch. */
export function isSignedBy(
	form: HookSignature,
	secret: string,
	raw: Buffer,
	header: string,
	now: number,
): boolean {
	return CHECK[form](secret, raw, header, now);
}

function hmac(secret: string, bytes: Buffer): Buffer {
	return createHmac('sha256', secret).update(bytes).digest();
}

function stampedHmac(secret: string, { raw, timestamp }: Signed): Buffer {
	return hmac(secret, Buffer.concat([Buffer.from(`${timestamp}.`), raw]));
}

function same(sent: Buffer, expected: Buffer): boolean {
	return sent.length === expected.length && timingSafeEqual(sent, expected);
}
