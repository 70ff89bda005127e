import { textForCode, textForStatus } from '../../../nodes/shared/transport/errors/errorTexts';

/** Words that n8n's UX rules keep out of messages, and codes that n8n rewrites messages for. */
const UNWANTED = /\b(error|problem|failure|mistake)/i;
const REWRITTEN = [
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'ERRADDRINUSE',
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'EAI_AGAIN',
	'ENOENT',
	'EISDIR',
	'ENOTDIR',
	'EACCES',
	'EEXIST',
	'EPERM',
	'GETADDRINFO',
];

const all = [
	...[200, 302, 400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 429, 500, 502, 503, 504].map(
		(status) => textForStatus(status, false),
	),
	textForStatus(404, true),
	...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ECONNRESET', 'ECONNABORTED', 'CERT_HAS_EXPIRED'].map(
		textForCode,
	),
];

test.each(all.map((text) => [text.message, text] as const))(
	'"%s" says what happened and what to do',
	(message, { hint }) => {
		expect(message).not.toMatch(UNWANTED);
		expect(hint).not.toBe('');
		expect(REWRITTEN.filter((code) => message.toUpperCase().includes(code))).toEqual([]);
	},
);

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
	'%s is told as a certificate that cannot be trusted',
	(code) => {
		expect(textForCode(code).message).toContain('TLS certificate');
	},
);
