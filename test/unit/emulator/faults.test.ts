import { useEmulator } from './useEmulator';

const emulator = useEmulator();
const AGENTS = '/api/v1/agents?limit=1';

const create = () => emulator.call('POST', '/api/v1/agents', { name: 'New', type: 'simple' });
const stored = () => emulator.api.store.agents.where(({ name }) => name === 'New');

describe('fault rules', () => {
	it('answer a status with an error envelope and a request id', async () => {
		emulator.api.fault({ status: 503, headers: { 'Retry-After': '1' } });
		const reply = await emulator.call('GET', AGENTS);
		expect(reply.status).toBe(503);
		expect(reply.body.error.code).toBe('unavailable');
		expect(reply.headers.get('retry-after')).toBe('1');
		expect(reply.headers.get('x-request-id')).toMatch(/^req_/);
	});

	it('apply to the method and path they name', async () => {
		emulator.api.fault({ method: 'get', path: '/api/v1/agents/*/versions', status: 500 });
		expect((await emulator.call('GET', AGENTS)).status).toBe(200);
		expect((await emulator.call('GET', '/api/v1/agents/any/versions')).status).toBe(500);
	});

	it('let the first ones pass and stop after so many times', async () => {
		emulator.api.fault({ status: 500, skip: 1, times: 2 });
		const replies = [];
		for (let i = 0; i < 4; i++) replies.push(await emulator.call('GET', AGENTS));
		expect(replies.map(({ status }) => status)).toEqual([200, 500, 500, 200]);
	});

	it('can be removed one by one and all together', async () => {
		const remove = emulator.api.fault({ status: 500 });
		emulator.api.fault({ status: 418 });
		remove();
		expect((await emulator.call('GET', AGENTS)).status).toBe(418);
		emulator.api.clearFaults();
		expect((await emulator.call('GET', AGENTS)).status).toBe(200);
	});

	it('keep the request from running, unless they come after it', async () => {
		emulator.api.fault({ status: 502, times: 1 });
		expect((await create()).status).toBe(502);
		expect(stored()).toHaveLength(0);

		emulator.api.fault({ status: 502, times: 1, when: 'after' });
		expect((await create()).status).toBe(502);
		expect(stored()).toHaveLength(1);
	});

	it('are recorded with the status that went out', async () => {
		emulator.api.fault({ status: 502 });
		await create();
		expect(emulator.api.requests()[0]).toMatchObject({ status: 502, body: { name: 'New' } });
	});
});

describe('bodies of faults', () => {
	it('can be an HTML error page', async () => {
		emulator.api.fault({ html: true });
		const reply = await emulator.call('GET', AGENTS);
		expect(reply.status).toBe(502);
		expect(reply.headers.get('content-type')).toBe('text/html');
		expect(reply.text).toMatch('<h1>502 Bad Gateway</h1>');
	});

	it('can be an object, a text or nothing', async () => {
		emulator.api.fault({ status: 400, body: { message: 'no' }, times: 1 });
		emulator.api.fault({ status: 400, body: 'no', contentType: 'text/plain', times: 1 });
		emulator.api.fault({ empty: true, times: 1 });
		expect((await emulator.call('GET', AGENTS)).body).toEqual({ message: 'no' });
		expect((await emulator.call('GET', AGENTS)).text).toBe('no');
		expect(await emulator.call('GET', AGENTS)).toMatchObject({ status: 200, text: '' });
	});

	it('can be the real JSON cut in half in a well-formed answer', async () => {
		emulator.api.fault({ truncate: 'json', when: 'after' });
		const { status, text } = await emulator.call('GET', AGENTS);
		expect(status).toBe(200);
		expect(text).toMatch(/^\{"data":\[/);
		expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
	});
});

describe('broken connections', () => {
	it.each([{ reset: 'beforeHeaders' }, { reset: 'midBody' }, { truncate: 'contentLength' }] as const)(
		'%j reaches the client as a failure, with the work done when it comes after',
		async (rule) => {
			emulator.api.fault({ ...rule, times: 1 });
			await expect(create()).rejects.toThrow(/fetch failed|terminated/);
			expect(stored()).toHaveLength(0);

			emulator.api.fault({ ...rule, times: 1, when: 'after' });
			await expect(create()).rejects.toThrow(/fetch failed|terminated/);
			expect(stored()).toHaveLength(1);
		},
	);

	it('can hang until the client gives up', async () => {
		emulator.api.fault({ hang: true });
		const waiting = fetch(`${emulator.api.url}/health`, { signal: AbortSignal.timeout(50) });
		await expect(waiting).rejects.toThrow('timeout');
	});
});

describe('slow bodies', () => {
	it('can fall silent half-way', async () => {
		emulator.api.fault({ silent: true, when: 'after' });
		const { ok, body } = await fetch(`${emulator.api.url}/health`);
		expect(ok).toBe(true);
		const reader = body?.getReader();
		const first = await reader?.read();
		expect(Buffer.from(first?.value ?? []).toString()).toMatch(/^\{"status"/);
		const more = await Promise.race([
			reader?.read(),
			new Promise((resolve) => setTimeout(resolve, 60, 'silence')),
		]);
		expect(more).toBe('silence');
		await reader?.cancel();
	});

	it('can come byte by byte, and be whole in the end', async () => {
		emulator.api.fault({ trickleMs: 1, when: 'after' });
		const reply = await fetch(`${emulator.api.url}/health`);
		const chunks: string[] = [];
		for await (const chunk of reply.body ?? []) chunks.push(Buffer.from(chunk).toString());
		expect(JSON.parse(chunks.join(''))).toEqual({ status: 'ok', version: 'emulator' });
		expect(chunks.length).toBeGreaterThan(5);
	});
});

describe('delays', () => {
	it('alone only delay', async () => {
		emulator.api.fault({ delayMs: 40 });
		const before = Date.now();
		expect((await emulator.call('GET', AGENTS)).status).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(39);
	});
});
