import { redactDeep, redactor } from '../../../nodes/shared/transport/redact';

test('a secret is hidden wherever it stands in a value, names included', () => {
	const redact = redactor(['a secret']);
	const value = { 'a secret': ['of a secret', { inner: 'a secret', count: 1, none: null }] };
	expect(redactDeep(value, redact)).toEqual({
		'[redacted]': ['of [redacted]', { inner: '[redacted]', count: 1, none: null }],
	});
});
