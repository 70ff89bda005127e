import { refuseSecrets, secretsIn, textOf } from '../../secrets/find';

const secrets = [{ name: 'the key', value: 'k"1/abc def' }];

test.each([
	['in plain', 'x k"1/abc def y'],
	['in JSON', JSON.stringify({ a: 'k"1/abc def' })],
	['in a URL', `https://host/?key=${encodeURIComponent('k"1/abc def')}`],
	['in bytes', Buffer.from('\u0000k"1/abc def\u0000')],
])('a secret is found %s', (_where, content) => {
	expect(secretsIn(content, secrets)).toEqual(['the key']);
	expect(() => refuseSecrets('It', content, secrets)).toThrow('It shows the key');
});

test('what holds none passes', () => {
	expect(() => refuseSecrets('It', 'k1 abc def', secrets)).not.toThrow();
});

test.each([
	['a message', new Error('k"1/abc def')],
	['a cause', new Error('x', { cause: new Error('k"1/abc def') })],
	['a field', Object.assign(new Error('x'), { details: { key: 'k"1/abc def' } })],
	['a nested value', { a: [{ b: 'k"1/abc def' }] }],
])('a secret is found in %s of what a node gives out', (_where, value) => {
	expect(secretsIn(textOf({ error: value }), secrets)).toEqual(['the key']);
});

test('what contains itself can be looked through', () => {
	const itself: Record<string, unknown> = { key: 'k"1/abc def' };
	itself.itself = itself;
	expect(secretsIn(textOf(itself), secrets)).toEqual(['the key']);
});
