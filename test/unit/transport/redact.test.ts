import { redactDeep, redactor } from '../../../nodes/shared/transport/errors/redact';

describe('redaction', () => {
	const redact = redactor(['a secret']);

	test.each(['pr_key_abc123', 'pr_live_x-y_z', 'wht_token', 'Bearer abc.def', 'a secret'])(
		'hides %s in a text',
		(secret) => {
			expect(redact(`before ${secret} after`)).toBe('before [redacted] after');
		},
	);

	test('hides a secret wherever it stands in a value, names included', () => {
		const value = { 'a secret': ['of a secret', { inner: 'pr_key_abc', count: 1, none: null }] };
		expect(redactDeep(value, redact)).toEqual({
			'[redacted]': ['of [redacted]', { inner: '[redacted]', count: 1, none: null }],
		});
	});

	test('leaves other text alone when no key is known', () => {
		expect(redactor([''])('nothing to hide')).toBe('nothing to hide');
	});
});

test.each([
	['beyond what keys look like', 'pr_key_a.b/c', 'pr_key_a.b/c'],
	['as JSON writes it', 'line 1\n"line 2"', String.raw`line 1\n\"line 2\"`],
	['as an address writes it', 'a/b?c', 'a%2Fb%3Fc'],
	['without the spaces around it', ' a secret\n', 'a secret'],
	['with another one for its start', 'a secret of two', 'a secret of two'],
])('a secret is hidden whole, %s', (_how, secret, written) => {
	expect(redactor(['a sec', secret])(`not with ${written}!`)).toBe('not with [redacted]!');
});
