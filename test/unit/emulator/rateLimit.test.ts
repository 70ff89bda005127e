import type { RateLimit } from '../../emulator';
import { RateLimiter, retryHeaders } from '../../emulator/core/rateLimit';
import { useEmulator } from './useEmulator';

const emulator = useEmulator();

describe('the rate limit', () => {
	it('answers 429 with an error envelope and when to come back', async () => {
		emulator.api.settings.rateLimit = { perSecond: 0 };
		const reply = await emulator.call('GET', '/api/v1/templates');
		expect(reply.status).toBe(429);
		expect(reply.body.error.code).toBe('rate_limited');
		expect(reply.headers.get('retry-after')).toBe('1');
	});

	it('counts only what is below /api/v1', async () => {
		emulator.api.settings.rateLimit = { perSecond: 0 };
		expect((await emulator.call('GET', '/health')).status).toBe(200);
	});

	it('keeps a refused request from running', async () => {
		emulator.api.settings.rateLimit = { perSecond: 0 };
		await emulator.call('POST', '/api/v1/agents', { name: 'New', type: 'simple' });
		expect(emulator.api.store.agents.all()).toHaveLength(30);
	});

	it('lets so many requests through in each second of the clock', () => {
		const limiter = new RateLimiter();
		const waits = [1100, 1200, 1300, 1999, 2000].map((now) => limiter.refuse({ perSecond: 2 }, now));
		expect(waits).toEqual([undefined, undefined, 700, 1, undefined]);
	});

	it.each<[RateLimit['retryAfter'], Record<string, string>]>([
		['seconds', { 'retry-after': '1' }],
		['ms', { 'retry-after-ms': '400' }],
		['date', { 'retry-after': 'Thu, 01 Jan 1970 00:00:02 GMT' }],
		['none', {}],
	])('tells when to come back in the form %s', (form, headers) => {
		expect(retryHeaders(form, 400, 1600)).toEqual(headers);
	});
});
