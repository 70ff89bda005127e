import { hideShapes, redactDeep, Redactor, SHORTEST } from '../../../nodes/shared/transport/errors/redact';

describe('redaction', () => {
	const { text: redact } = new Redactor(['a secret']);

	test('hides a secret in a text', () => {
		expect(redact('before a secret after')).toBe('before [redacted] after');
	});

	test.each(['pr_key_abc123', 'pr_live_x-y_z', 'wht_token', 'Bearer abc.def'])(
		'hides %s by its shape',
		(secret) => {
			expect(hideShapes(`before ${secret} after`)).toBe('before [redacted] after');
		},
	);

	test('hides a secret wherever it stands in a value, names included', () => {
		const value = { 'a secret': ['of a secret', { inner: 'a secret', count: 1, none: null }] };
		expect(redactDeep(value, redact)).toEqual({
			'[redacted]': ['of [redacted]', { inner: '[redacted]', count: 1, none: null }],
		});
	});

	test('gives back a value without secrets as it is, without a copy', () => {
		const value = { rows: [{ name: 'open' }] };
		expect(redactDeep(value, redact)).toBe(value);
	});

	test('replaces what is nested too deeply, however deep it is', () => {
		const deep: unknown = JSON.parse('['.repeat(5000) + ']'.repeat(5000));
		const text = JSON.stringify(redactDeep(deep, redact));
		expect(text).toContain('nested too deeply');
	});

	test('leaves other text alone when no key is known', () => {
		expect(new Redactor(['']).text('nothing to hide')).toBe('nothing to hide');
	});
});

test.each([
	['beyond what keys look like', 'pr_key_a.b/c', 'pr_key_a.b/c'],
	['as JSON writes it', 'line 1\n"line 2"', String.raw`line 1\n\"line 2\"`],
	['as an address writes it', 'a/b?c', 'a%2Fb%3Fc'],
	['without the spaces around it', ' a secret\n', 'a secret'],
	['with another one for its start', 'a secret of two', 'a secret of two'],
])('a secret is hidden whole, %s', (_how, secret, written) => {
	const { text } = new Redactor(['a sec', secret], SHORTEST.inErrors);
	expect(text(`not with ${written}!`)).toBe('not with [redacted]!');
});
