import { createHash, createHmac } from 'node:crypto';

import { type SignatureForm, signBody } from '../../../nodes/shared/webhook/signature';
import { HEADER, SECRET } from '../../support/engine/agentWebhook';
import type { Chance } from '../../support/random';
import type { OutsideCall } from './server';

/** Makes one call that nobody with the secret has made. */
type Forge = (body: string, luck: Chance) => OutsideCall;

const FORMS: SignatureForm[] = ['hex', 'prefixedHex', 'base64', 'timestamped'];
const HOUR_MS = 3_600_000;

const digits = (luck: Chance, count: number): string =>
	Array.from({ length: count }, () => luck.number(16).toString(16)).join('');
const withHeader = (body: string, value: string | string[], name = HEADER): OutsideCall => ({
	body,
	headers: { [name]: value, 'Content-Type': 'application/json' },
});
const hex = (body: string, secret = SECRET): string => signBody(body, secret, 'hex');
const digest = (algorithm: string, body: string): string =>
	createHmac(algorithm, SECRET).update(body).digest('hex');

/** The signature with one of its digits changed. */
function flipped(signature: string, index: number): string {
	const digit = (parseInt(signature[index], 16) ^ 1).toString(16);
	return signature.slice(0, index) + digit + signature.slice(index + 1);
}

/** A signature over a time that is written otherwise than by whole seconds near now. */
const timed = (body: string, time: string): OutsideCall =>
	withHeader(body, `t=${time},v1=${createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex')}`);

/** Every kind of forged call, by its name. */
export const FORGERIES: Record<string, Forge> = {
	'no signature': (body) => ({ body }),
	'an empty signature': (body, luck) => withHeader(body, luck.pick(['', ' ', ',', '""', 't=,v1='])),
	'a random digest': (body, luck) => withHeader(body, digits(luck, 64)),
	'a random digest in Base64': (body, luck) =>
		withHeader(body, Buffer.from(digits(luck, 64), 'hex').toString('base64')),
	'a huge signature': (body, luck) => withHeader(body, digits(luck, 12_000)),
	'many signatures': (body, luck) =>
		withHeader(body, Array.from({ length: 150 }, () => digits(luck, 64)).join(luck.pick([',', ' ', ', ']))),
	'a signature that is wrong in its first byte': (body) => withHeader(body, flipped(hex(body), 0)),
	'a signature that is wrong in its last byte': (body) => withHeader(body, flipped(hex(body), 63)),
	'a signature that is cut or longer': (body, luck) =>
		withHeader(body, luck.pick([hex(body).slice(0, -2), `${hex(body)}00`, hex(body).slice(0, 32)])),
	'a signature with another secret': (body, luck) =>
		withHeader(body, signBody(body, `${SECRET}${luck.number(1000)}`, luck.pick(FORMS))),
	'a signature with an empty secret': (body, luck) => withHeader(body, signBody(body, '', luck.pick(FORMS))),
	'a signature with what stands for no secret': (body, luck) =>
		withHeader(body, hex(body, luck.pick(['undefined', 'null', '[object Object]', 'secret', HEADER]))),
	'the signature of other bytes': (body, luck) =>
		withHeader(body, hex(luck.pick([`${body} `, ` ${body}`, body.replace('"', "'"), '', '{}']))),
	'a body with more bytes than were signed': (body, luck) => ({
		...withHeader(body, hex(body)),
		body: body + luck.pick([' ', '\n', '\u0000', '{}', '\ufeff']),
	}),
	'an old time': (body, luck) =>
		withHeader(body, signBody(body, SECRET, 'timestamped', Date.now() - (1 + luck.number(9999)) * HOUR_MS)),
	'a future time': (body, luck) =>
		withHeader(body, signBody(body, SECRET, 'timestamped', Date.now() + (1 + luck.number(9999)) * HOUR_MS)),
	'a time that is none': (body, luck) =>
		timed(body, luck.pick(['', '-1', 'NaN', '1e9', '0x7fffffff', String(Date.now()), 'Infinity', '0'])),
	'two times': (body) => {
		const call = signBody(body, SECRET, 'timestamped');
		return withHeader(body, `t=1,${call}`);
	},
	'a time beside a signature without it': (body) =>
		withHeader(body, `t=${Math.floor(Date.now() / 1000)},v1=${hex(body)}`),
	'a signature of a time without the time': (body) =>
		withHeader(body, signBody(body, SECRET, 'timestamped').replace(/^t=\d+,/, '')),
	'another algorithm': (body, luck) =>
		withHeader(
			body,
			`${luck.pick(['', 'sha256=', 'sha1='])}${digest(luck.pick(['sha1', 'md5', 'sha512']), body)}`,
		),
	'a digest without a secret': (body) => withHeader(body, createHash('sha256').update(body).digest('hex')),
	'the secret itself': (body) => withHeader(body, SECRET),
	'the signature in another header': (body, luck) =>
		withHeader(
			body,
			hex(body),
			luck.pick(['X-Hub-Signature-256', 'Authorization', 'X-PromptRails-Signature-256']),
		),
	'the signature in the query': (body) => ({ body, query: `?${HEADER}=${hex(body)}&signature=${hex(body)}` }),
	'the header twice, wrong both times': (body, luck) =>
		withHeader(body, [digits(luck, 64), digits(luck, 64)]),
	'another encoding': (body, luck) =>
		withHeader(body, Buffer.from(hex(body)).toString(luck.pick(['base64', 'base64url', 'hex']))),
	'a prefix that is unknown': (body, luck) =>
		withHeader(body, `${luck.pick(['md5=', 'v0=', 'hmac-', '0x'])}${hex(body)}`),
};
