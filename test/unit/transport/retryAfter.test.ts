import { retryAfterMs } from '../../../nodes/shared/transport/http/retryAfter';

const NOW = Date.parse('2026-01-01T00:00:00Z');

test.each<[string, Record<string, unknown>, number | undefined]>([
	['seconds', { 'retry-after': '2' }, 2000],
	['fractions of a second', { 'retry-after': '0.5' }, 500],
	['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:03 GMT' }, 3000],
	['milliseconds before seconds', { 'retry-after-ms': '250', 'retry-after': '9' }, 250],
	['a header in any case', { 'Retry-After': '1' }, 1000],
	['the first of several headers', { 'retry-after': ['3', '9'] }, 3000],
	['a number', { 'retry-after': 4 }, 4000],
])('understands %s', (_name, headers, expected) => {
	expect(retryAfterMs(headers, NOW)).toBe(expected);
});

test.each<[string, Record<string, unknown> | undefined]>([
	['no headers', undefined],
	['no hint', {}],
	['zero', { 'retry-after': '0' }],
	['a negative wait', { 'retry-after': '-5' }],
	['rubbish', { 'retry-after': 'soon' }],
	['an empty header', { 'retry-after': '' }],
	['not a number', { 'retry-after': 'NaN' }],
	['a date in the past', { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }],
	['an object', { 'retry-after': {} }],
])('has no hint for %s', (_name, headers) => {
	expect(retryAfterMs(headers, NOW)).toBeUndefined();
});
