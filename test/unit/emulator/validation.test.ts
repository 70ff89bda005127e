import { useEmulator } from './useEmulator';

const emulator = useEmulator();
const support = () => `/api/v1/agents/${emulator.api.ids.agents.support}`;

/** Sends what must be refused and returns the fields that the refusal names. */
async function refusedFields(method: string, path: string, body?: unknown): Promise<unknown> {
	const reply = await emulator.call(method, path, body);
	expect(reply.status).toBe(400);
	expect(reply.body.error.code).toBe('bad_request');
	return (reply.body.error.details.errors as unknown as Array<{ field: string }>).map(({ field }) => field);
}

describe('bodies', () => {
	it('must not have unknown fields', async () => {
		expect(
			await refusedFields('POST', '/api/v1/agents', { name: 'A', type: 'simple', colour: 'red' }),
		).toEqual(['colour']);
	});

	it('must have the required fields', async () => {
		expect(await refusedFields('POST', '/api/v1/agents', { name: 'A' })).toEqual(['type']);
	});

	it('are not converted: a number as text is wrong', async () => {
		const body = { content: 'x', memory_type: 'fact', importance: '0.5' };
		expect(await refusedFields('POST', `${support()}/memories`, body)).toEqual(['importance']);
	});

	it('name the place inside nested objects', async () => {
		const config = { type: 'chain', prompt_ids: [{ role: 'first' }] };
		const path = `/api/v1/agents/${emulator.api.ids.agents.chain}/versions`;
		expect(await refusedFields('POST', path, { version: '2', config })).toEqual([
			'config.prompt_ids.0.prompt_id',
		]);
	});

	it('of a version hold the config of the type of their agent', async () => {
		const config = { type: 'workflow', nodes: [] };
		const fields = await refusedFields('POST', `${support()}/versions`, { version: '2', config });
		expect(fields).toEqual(expect.arrayContaining(['config.prompt_id', 'config.nodes', 'config.type']));
	});

	it('must be there', async () => {
		expect(await refusedFields('POST', `${support()}/execute`)).toEqual(['body']);
	});

	it('must be JSON', async () => {
		const reply = await emulator.call('POST', `${support()}/execute`, '{"input":');
		expect(reply.status).toBe(400);
		expect(reply.body.error.message).toMatch('not valid JSON');
	});

	it('may be left out where nothing is to be said', async () => {
		const path = `/api/v1/credentials/${emulator.api.ids.credentials.openai}/check`;
		expect((await emulator.call('POST', path)).status).toBe(200);
		expect((await emulator.call('POST', path, {})).status).toBe(200);
		expect(await refusedFields('POST', path, { deep: true })).toEqual(['deep']);
	});
});

describe('queries', () => {
	it.each([
		'/api/v1/agents?search=x',
		'/api/v1/llm-models/available?search=x',
		'/api/v1/agents/nothing?search=x',
	])('must not have unknown parameters: %s', async (path) => {
		expect(await refusedFields('GET', path)).toEqual(['search']);
	});

	it.each(['page=one', 'limit=1.5', 'type=robot'])('must have the right form: %s', async (query) => {
		expect(await refusedFields('GET', `/api/v1/agents?${query}`)).toEqual([query.split('=')[0]]);
	});
});

describe('inputs of agents', () => {
	it('must fit the input schema of the current version', async () => {
		const input = { name: 'Ada', priority: 'soon', tags: 'a' };
		expect(await refusedFields('POST', `${support()}/execute`, { input })).toEqual([
			'input.question',
			'input.priority',
			'input.tags',
		]);
	});

	it('start nothing when they are wrong', async () => {
		const before = emulator.api.store.executions.all().length;
		await refusedFields('POST', `${support()}/execute`, { input: {} });
		expect(emulator.api.store.executions.all()).toHaveLength(before);
	});
});

describe('references', () => {
	it('must lead to something that exists', async () => {
		expect(await refusedFields('POST', '/api/v1/chat/sessions', { agent_id: 'nothing' })).toEqual([
			'agent_id',
		]);
	});
});
