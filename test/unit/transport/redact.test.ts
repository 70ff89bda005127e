import { redactDeep, redactor } from '../../../nodes/shared/transport/redact';

test('a secret is hidden wherever it stands in a value, names included', () => {
	const redact = redactor(['a secret']);
	const value = { 'a secret': ['of a secret', { inner: 'a secret', count: 1, none: null }] };
	expect(redactDeep(value, redact)).toEqual({
		'[redacted]': ['of [redacted]', { inner: '[redacted]', count: 1, none: null }],
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
