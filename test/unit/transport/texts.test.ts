import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

import { BLOCKED, NO_TLS_SPOKEN } from '../../../nodes/shared/transport/http/networkFailure';
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

const statuses = Array.from({ length: 200 }, (_none, index) => 400 + index);
const all = [
	...[200, 302, ...statuses].map((status) => textForStatus(status)),
	textForStatus(404, { routeMissing: true }),
	textForStatus(403, { page: true }),
	...[
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'ECONNRESET',
		'ECONNABORTED',
		'CERT_HAS_EXPIRED',
		NO_TLS_SPOKEN,
	].map((code) => textForCode(code)),
	textForCode(BLOCKED, { host: 'storage.example' }),
	textForCode('ECONNREFUSED', { proxy: '10.0.0.1:3128' }),
];
const distinct = new Map(all.map((text) => [text.message, text]));

test.each([...distinct])('"%s" says what happened and what to do', (message, { hint }) => {
	expect(message).not.toMatch(UNWANTED);
	expect(hint).not.toBe('');
	expect(REWRITTEN.filter((code) => message.toUpperCase().includes(code))).toEqual([]);
});

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])(
	'%s is told as a certificate that cannot be trusted',
	(code) => {
		expect(textForCode(code).message).toContain('TLS certificate');
	},
);

test('a certificate is to be made trusted before it is to be ignored', () => {
	const { hint } = textForCode('DEPTH_ZERO_SELF_SIGNED_CERT');
	expect(hint.indexOf('NODE_EXTRA_CA_CERTS')).toBeGreaterThan(0);
	expect(hint.indexOf('NODE_EXTRA_CA_CERTS')).toBeLessThan(hint.indexOf('Ignore SSL'));
});

/** Words of programmers, and of no editor. */
const UNREAD = /\b(entry|entries|present state|refers to|mend(ed|s)?)\b/i;

/** Every text of several words in a file of ours. */
function textsOf(file: string): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const isText =
			ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
		if (isText && node.text.trim().includes(' ')) found.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
	return found;
}

test('no text of the nodes has words that a user would not know', () => {
	const folder = join(__dirname, '../../../nodes');
	const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => textsOf(join(folder, file)));
	expect(texts.length).toBeGreaterThan(500);
	expect(texts.filter((text) => UNREAD.test(text))).toEqual([]);
});

describe('the type of a status', () => {
	const README = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
	const documented = new Map(
		[...README.matchAll(/^\| `(\w+Error)` \| (.*?) \|/gm)].map(([, type, happened]) => [type, happened]),
	);
	const typeOf = (status: number): string =>
		new (textForStatus(status, { routeMissing: status === 405 }).Type)({ message: '' }).type;

	test('is documented for each of 400 to 599', () => {
		expect(statuses.filter((status) => !documented.has(typeOf(status)))).toEqual([]);
	});

	test('is the one whose row names the status', () => {
		const named = [...documented].flatMap(([type, happened]) =>
			[...(happened ?? '').matchAll(/\b[45]\d\d\b/g)].map(([status]) => ({ type, status: Number(status) })),
		);
		expect(named.length).toBeGreaterThan(15);
		expect(named.filter(({ type, status }) => typeOf(status) !== type)).toEqual([]);
	});
});
