import { useEmulator } from './useEmulator';

const emulator = useEmulator();

describe('keys', () => {
	it('refuses a request without an API key', async () => {
		const response = await fetch(`${emulator.api.url}/api/v1/agents`);
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({ error: { code: 'unauthorized', message: 'missing API key' } });
	});

	it('refuses a wrong API key, also for A2A', async () => {
		const wrong = { 'X-API-Key': 'pr_key_other' };
		expect((await emulator.call('GET', '/api/v1/agents', undefined, wrong)).status).toBe(401);
		const card = `/a2a/agents/${emulator.api.ids.agents.support}/agent-card.json`;
		expect((await emulator.call('GET', card, undefined, wrong)).status).toBe(401);
	});

	it('needs no key for health', async () => {
		const response = await fetch(`${emulator.api.url}/health`);
		expect(await response.json()).toEqual({ status: 'ok', version: 'emulator' });
	});
});

describe('envelopes', () => {
	it('wraps one object in data', async () => {
		const { ids } = emulator.api;
		const { body } = await emulator.call('GET', `/api/v1/agents/${ids.agents.support}`);
		expect(Object.keys(body)).toEqual(['data']);
		expect(body.data).toMatchObject({
			id: ids.agents.support,
			name: 'Support Agent',
			type: 'simple',
			status: 'active',
		});
	});

	it('names what is missing in an error envelope', async () => {
		const reply = await emulator.call('GET', '/api/v1/agents/nothing');
		expect(reply.status).toBe(404);
		expect(reply.body).toEqual({ error: { code: 'not_found', message: 'agent not found' } });
	});

	it('answers an unknown path like a router, not like a missing object', async () => {
		const reply = await emulator.call('GET', '/api/v1/nothing');
		expect(reply.status).toBe(404);
		expect(reply.text).toBe('404 page not found');
		expect(reply.headers.get('content-type')).toMatch('text/plain');
	});

	it('answers 405 to a known path with another method', async () => {
		const reply = await emulator.call('PUT', '/api/v1/agents', {});
		expect(reply.status).toBe(405);
		expect(reply.headers.get('allow')).toBe('GET, POST');
	});

	it.each(['/api/v1/agents', '/api/v1/nothing', '/api/v1/agents/nothing'])(
		'gives %s a request id',
		async (path) => {
			const first = await emulator.call('GET', path);
			const second = await emulator.call('GET', path);
			expect(first.headers.get('x-request-id')).toMatch(/^req_/);
			expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
		},
	);
});

describe('recorded requests', () => {
	it('keep method, raw path, query, headers, body and status', async () => {
		await emulator.call(
			'POST',
			'/api/v1/agents/a%2Fb/execute?x=1&x=2',
			{ input: {} },
			{ 'User-Agent': 'spec' },
		);
		expect(emulator.api.requests()).toEqual([
			expect.objectContaining({
				method: 'POST',
				path: '/api/v1/agents/a%2Fb/execute',
				query: { x: ['1', '2'] },
				headers: expect.objectContaining({ 'user-agent': 'spec' }),
				body: { input: {} },
				rawBody: '{"input":{}}',
				status: 400,
			}),
		]);
	});

	it('keep a body that is not JSON as text, and none as undefined', async () => {
		await emulator.call('POST', '/api/v1/agents', '{"broken');
		await emulator.call('GET', '/api/v1/agents');
		expect(emulator.api.requests().map(({ body }) => body)).toEqual(['{"broken', undefined]);
	});

	it('can be selected by method and path pattern', async () => {
		await emulator.call('GET', '/api/v1/agents/a');
		await emulator.call('GET', '/api/v1/agents/a/versions');
		await emulator.call('DELETE', '/api/v1/agents/a');
		expect(emulator.api.requests({ path: '/api/v1/agents/*' })).toHaveLength(2);
		expect(emulator.api.requests({ path: '/api/v1/**' })).toHaveLength(3);
		expect(emulator.api.requests({ method: 'delete', path: /agents/ })).toHaveLength(1);
	});
});
