import { Redactor } from '../../../nodes/shared/transport/errors/redact';
import { readJson } from '../../../nodes/shared/transport/http/body';
import type { ByteStream } from '../../../nodes/shared/transport/stream/byteStream';

const SECRET = 'key "of" 1/2';

/** A body that comes in one piece. */
function bodyOf(text: string): ByteStream {
	async function* pieces(): AsyncGenerator<Uint8Array> {
		yield Buffer.from(text);
	}
	return { [Symbol.asyncIterator]: pieces, close: () => {} };
}

const read = (text: string): Promise<unknown> =>
	readJson(bodyOf(text), new Redactor([SECRET]), { whenEnded: () => {} });

describe('a secret that a body repeats is hidden', () => {
	test.each([
		['as JSON.stringify writes it', JSON.stringify({ said: SECRET })],
		['with its slash escaped, as PHP does', JSON.stringify({ said: SECRET }).replaceAll('/', '\\/')],
		['with escapes, as ASCII servers do', JSON.stringify({ said: SECRET }).replaceAll('k', '\\u006b')],
		['beside more than 500 other objects', JSON.stringify({ said: SECRET, rows: Array(501).fill({}) })],
	])('%s', async (_how, text) => {
		expect(await read(text)).toMatchObject({ said: '[redacted]' });
	});

	test('in a page, which is no JSON', async () => {
		expect(await read(`<p>${SECRET}</p>`)).toBe('<p>[redacted]</p>');
	});
});

test.each([
	['as it is', JSON.stringify({ input: { token: 'wht_abcdef' } })],
	['with a letter of its key escaped', '{"input":{"t\\u006fken":"wht_abcdef"}}'],
	['beside a secret', JSON.stringify({ input: { token: 'wht_abcdef', said: SECRET } })],
])('the token of a hook in an answer is taken out, %s', async (_how, text) => {
	expect(await read(text)).toMatchObject({
		input: expect.not.objectContaining({ token: expect.anything() }),
	});
});

test('a body of more levels than n8n can take is refused', async () => {
	const deep = `${'['.repeat(501)}${']'.repeat(501)}`;
	await expect(read(deep)).rejects.toMatchObject({ code: 'ERR_BODY_TOO_DEEP' });
});
