import { createHmac } from 'node:crypto';

import { signBody } from '../../../nodes/shared/webhook/signature';
import { TOLERANCE_SECONDS, verifySignature } from '../../../nodes/shared/webhook/verify';

const SECRET = 'whsec_current';
const OLD = 'whsec_previous';
const NOW = Date.parse('2026-01-01T12:00:00Z');
const SECONDS = NOW / 1000;
const BODY = '{ "event": "execution.awaiting_approval",\n  "name": "Zoë" }';
const RAW = Buffer.from(BODY);

const hex = signBody(BODY, SECRET, 'hex');
const base64 = signBody(BODY, SECRET, 'base64');
const other = signBody(BODY, 'whsec_other', 'hex');
const timed = (seconds: number, secret = SECRET) => signBody(BODY, secret, 'timestamped', seconds * 1000);
const digestAt = (seconds: number, encoding: 'hex' | 'base64' = 'hex', secret = SECRET) =>
	createHmac('sha256', secret).update(`${seconds}.${BODY}`).digest(encoding);

const check = (header: string | undefined, change: Partial<Parameters<typeof verifySignature>[0]> = {}) =>
	verifySignature({ rawBody: RAW, header, secrets: [SECRET], now: NOW, ...change });

/** The text with one bit of one character flipped, still a digest of the same form. */
function flipHex(digest: string): string {
	const last = (parseInt(digest.slice(-1), 16) ^ 1).toString(16);
	return digest.slice(0, -1) + last;
}

describe('a call is let in when it is signed as', () => {
	it.each([
		['hex', hex],
		['hex in capitals', hex.toUpperCase()],
		['base64', base64],
		['hex with prefix', `sha256=${hex}`],
		['base64 with prefix', `sha256=${base64}`],
		['hex with time', timed(SECONDS)],
		['base64 with time', `t=${SECONDS},v1=${digestAt(SECONDS, 'base64')}`],
		['with time, apart by a space', `t=${SECONDS}, v1=${digestAt(SECONDS)}`],
		['with time and a scheme of another name', `t=${SECONDS},v0=${other},v1=${digestAt(SECONDS)}`],
		['several, apart by commas', `${other},${hex}`],
		['several, apart by spaces', `sha256=${other} sha256=${hex}`],
		['several, in different forms', `${other}, ${base64}`],
		['several with time', `t=${SECONDS},v1=${other},v1=${digestAt(SECONDS)}`],
		['several with the same time', `t=${SECONDS},v1=${other} t=${SECONDS},v1=${digestAt(SECONDS)}`],
		['with time at the edge of the past', timed(SECONDS - TOLERANCE_SECONDS)],
		['with time at the edge of the future', timed(SECONDS + TOLERANCE_SECONDS)],
	])('%s', (_name, header) => {
		expect(check(header)).toMatchObject({ isValid: true });
	});

	it('any of several secrets', () => {
		expect(check(signBody(BODY, OLD, 'hex'), { secrets: [SECRET, OLD] })).toMatchObject({ isValid: true });
		expect(check(timed(SECONDS, OLD), { secrets: ['', SECRET, OLD] })).toMatchObject({ isValid: true });
	});

	it('bytes that are not UTF-8', () => {
		const rawBody = Buffer.from([0xff, 0xfe, 0x00, 0x7b]);
		const header = createHmac('sha256', SECRET).update(rawBody).digest('hex');
		expect(check(header, { rawBody })).toEqual({ isValid: true, timestamp: undefined });
	});
});

it('tells the time that was signed', () => {
	expect(check(timed(SECONDS))).toEqual({ isValid: true, timestamp: String(SECONDS) });
});

describe('a call is refused with', () => {
	it.each([
		['no signature', undefined],
		['an empty signature', ''],
		['a blank signature', '  '],
		['only separators', ', ,'],
		['only a prefix', 'sha256='],
		['only a time', `t=${SECONDS}`],
		['the signature of another secret', other],
		['one bit flipped in hex', flipHex(hex)],
		['one bit flipped in hex with prefix', `sha256=${flipHex(hex)}`],
		['one bit flipped with time', `t=${SECONDS},v1=${flipHex(digestAt(SECONDS))}`],
		['a signature cut short', hex.slice(0, -2)],
		['an odd number of digits', hex.slice(0, -1)],
		['base64 cut short', base64.slice(0, -4)],
		['a signature that goes on', `${hex}00`],
		['hex with a letter that is none', `${hex.slice(0, -1)}g`],
		['base64 without padding', base64.replace(/=+$/, '')],
		['base64 of the hex', Buffer.from(hex).toString('base64')],
		['hex of the base64', Buffer.from(base64).toString('hex')],
		['base64 with stray bits at its end', strayBits(base64)],
		['another prefix', `sha1=${hex}`],
		['a version of another name', `t=${SECONDS},v0=${digestAt(SECONDS)}`],
		['the version prefix without a time', `v1=${hex}`],
		['a signature of the body alone beside a time', `t=${SECONDS},v1=${hex}`],
		['a signature with time whose time was cut off', digestAt(SECONDS)],
		['an old time', timed(SECONDS - TOLERANCE_SECONDS - 1)],
		['a future time', timed(SECONDS + TOLERANCE_SECONDS + 1)],
		['a moved time', `t=${SECONDS + 1},v1=${digestAt(SECONDS)}`],
		['two times', `t=${SECONDS},t=${SECONDS - 1},v1=${digestAt(SECONDS)}`],
		['an old time beside a valid one', `t=${SECONDS - 999},t=${SECONDS},v1=${digestAt(SECONDS)}`],
		['a time in milliseconds', `t=${NOW},v1=${digestAt(NOW)}`],
		['a time that is no number', `t=now,v1=${hex}`],
		['a negative time', `t=-1,v1=${digestAt(-1)}`],
		['an empty time', `t=,v1=${hex}`],
	])('%s', (_name, header) => {
		expect(check(header)).toMatchObject({ isValid: false });
	});

	it.each([
		['one bit flipped in the body', { rawBody: flipBit(RAW) }],
		['the same JSON in other bytes', { rawBody: Buffer.from(JSON.stringify(JSON.parse(BODY))) }],
		['an empty body', { rawBody: Buffer.alloc(0) }],
		['a body that the host did not keep', { rawBody: undefined }],
		['no secret set', { secrets: [] }],
		['an empty secret', { secrets: [''] }],
		['a blank secret', { secrets: ['  '] }],
		['another secret', { secrets: ['whsec_other'] }],
	])('%s', (_name, change) => {
		expect(check(hex, change)).toMatchObject({ isValid: false });
		expect(check(timed(SECONDS), change)).toMatchObject({ isValid: false });
	});

	it('the signature of an empty secret while none is set', () => {
		const header = createHmac('sha256', '').update(RAW).digest('hex');
		expect(check(header, { secrets: [''] })).toMatchObject({ isValid: false, reason: 'No secret is set' });
	});

	it('base64 for URLs', () => {
		const signatures = [...Array(100).keys()].map((index) => {
			const rawBody = Buffer.from(String(index));
			return { rawBody, standard: signBody(String(index), SECRET, 'base64') };
		});
		const telling = signatures.filter(({ standard }) => /[+/]/.test(standard));
		expect(telling.length).toBeGreaterThan(10);
		for (const { rawBody, standard } of telling) {
			const forUrls = standard.replaceAll('+', '-').replaceAll('/', '_');
			expect(check(standard, { rawBody })).toMatchObject({ isValid: true });
			expect(check(forUrls, { rawBody })).toMatchObject({ isValid: false });
		}
	});

	it('every single bit of the digest flipped', () => {
		const digest = Buffer.from(hex, 'hex');
		for (let bit = 0; bit < digest.length * 8; bit += 1) {
			expect(check(flipBit(digest, bit).toString('hex'))).toMatchObject({ isValid: false });
		}
	});
});

it('says nothing of the secret or the right signature', () => {
	const verdict = check(other);
	expect(JSON.stringify(verdict)).not.toMatch(new RegExp(`${SECRET}|${hex}`));
});

function flipBit(bytes: Buffer, bit = 0): Buffer {
	const copy = Buffer.from(bytes);
	copy[bit >> 3] ^= 1 << (bit & 7);
	return copy;
}

/** The same bytes for a lenient decoder: the last character carries bits that belong to no byte. */
function strayBits(text: string): string {
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
	const last = text.length - 2;
	const changed = text.slice(0, last) + letters[letters.indexOf(text[last]) + 1] + '=';
	expect(Buffer.from(changed, 'base64')).toEqual(Buffer.from(text, 'base64'));
	return changed;
}
