import { column, useEmulator } from './useEmulator';

const emulator = useEmulator();

describe('pages', () => {
	it('have 20 rows and a meta unless asked otherwise', async () => {
		const reply = await emulator.call('GET', '/api/v1/agents');
		expect(reply.body.data).toHaveLength(20);
		expect(reply.body.meta).toEqual({ total: 30, page: 1, limit: 20, total_pages: 2 });
	});

	it('cover everything once', async () => {
		const pages = [1, 2, 3].map((page) => emulator.call('GET', `/api/v1/agents?limit=12&page=${page}`));
		const ids = (await Promise.all(pages)).flatMap((reply) => column(reply, 'id'));
		expect(new Set(ids).size).toBe(30);
		expect(ids).toHaveLength(30);
	});

	it('are empty past the end', async () => {
		const { body } = await emulator.call('GET', '/api/v1/agents?page=9');
		expect(body).toEqual({ data: [], meta: { total: 30, page: 9, limit: 20, total_pages: 2 } });
	});

	it.each(['0', '-1', '101'])('reset a limit of %s to 20 instead of clamping it', async (limit) => {
		const { body } = await emulator.call('GET', `/api/v1/agents?limit=${limit}`);
		expect(body.meta.limit).toBe(20);
	});

	it('take a limit of 100', async () => {
		const { body } = await emulator.call('GET', '/api/v1/agents?limit=100');
		expect(body.data).toHaveLength(30);
	});
});

describe('order and filters', () => {
	it('show the newest first', async () => {
		const created = column(await emulator.call('GET', '/api/v1/agents?limit=100'), 'created_at');
		expect(created).toEqual([...created].sort().reverse());
		await emulator.call('POST', '/api/v1/agents', { name: 'Newest', type: 'simple' });
		expect(column(await emulator.call('GET', '/api/v1/agents?limit=1'), 'name')).toEqual(['Newest']);
	});

	it('match names as a part in any case', async () => {
		expect(column(await emulator.call('GET', '/api/v1/agents?name=sUPPort'), 'name')).toEqual([
			'Support Agent',
		]);
	});

	it('match types and statuses as a whole', async () => {
		expect(column(await emulator.call('GET', '/api/v1/agents?type=chain'), 'type')).toEqual(['chain']);
		expect(column(await emulator.call('GET', '/api/v1/agents?status=archived'), 'name')).toEqual([
			'Retired Agent',
		]);
	});
});

describe('plain arrays', () => {
	it.each(['/api/v1/llm-models?page=1&limit=1', '/api/v1/mcp-templates?page=1&limit=1'])(
		'come without meta and whole: %s',
		async (path) => {
			const { body } = await emulator.call('GET', path);
			expect(Object.keys(body)).toEqual(['data']);
			expect(Number(body.data.length)).toBeGreaterThan(1);
		},
	);

	it('are what version lists are', async () => {
		const { body } = await emulator.call('GET', `/api/v1/agents/${emulator.api.ids.agents.support}/versions`);
		expect(Object.keys(body)).toEqual(['data']);
		expect(body.data).toHaveLength(2);
	});
});
