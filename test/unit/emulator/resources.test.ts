import { column, useEmulator } from './useEmulator';

const emulator = useEmulator();

describe('deleting', () => {
	it.each([
		['agents', () => emulator.api.ids.agents.support],
		['prompts', () => emulator.api.ids.prompts.summary],
		['credentials', () => emulator.api.ids.credentials.openai],
		['data-sources', () => emulator.api.ids.dataSources.empty],
		['mcp-tools', () => emulator.api.ids.mcpTools.handbook],
		['scores', () => emulator.api.ids.scores.quality],
		['score-configs', () => emulator.api.ids.scoreConfigs.quality],
		['memories', () => emulator.api.ids.memories[0]],
		['webhook-triggers', () => emulator.api.ids.webhookTriggers.open],
		['chat/sessions', () => emulator.api.ids.chatSessions.ada],
	] as const)('one of %s answers 204 without a body, and 404 from then on', async (resource, id) => {
		const path = `/api/v1/${resource}/${id()}`;
		expect(await emulator.call('DELETE', path)).toMatchObject({ status: 204, text: '' });
		expect((await emulator.call('GET', path)).status).toBe(404);
		expect((await emulator.call('DELETE', path)).status).toBe(404);
	});
});

describe('updating', () => {
	it('changes what is given and nothing else', async () => {
		const path = `/api/v1/agents/${emulator.api.ids.agents.support}`;
		const before = (await emulator.call('GET', path)).body.data;
		const after = (await emulator.call('PATCH', path, { description: 'New' })).body.data;
		expect(after).toEqual({ ...before, description: 'New', updated_at: expect.any(String) });
		expect(after.updated_at).not.toBe(before.updated_at);
	});
});

describe('guardrails', () => {
	const list = () => `/api/v1/agents/${emulator.api.ids.agents.support}/guardrails`;

	it('are inactive and blocking when nothing else is said', async () => {
		const { body } = await emulator.call('POST', list(), { type: 'input', scanner_type: 'pii' });
		expect(body.data).toMatchObject({ is_active: false, action: 'block', sort_order: 0 });
	});

	it('are listed by their sort order, without meta', async () => {
		for (const sort_order of [2, 1])
			await emulator.call('POST', list(), { type: 'input', scanner_type: 'pii', sort_order });
		const reply = await emulator.call('GET', list());
		expect(column(reply, 'sort_order')).toEqual([1, 2]);
		expect(reply.body.meta).toBeUndefined();
	});

	it('are changed and removed by their own id, but not read by it', async () => {
		const { body } = await emulator.call('POST', list(), { type: 'output', scanner_type: 'toxicity' });
		const path = `/api/v1/guardrails/${body.data.id}`;
		expect((await emulator.call('PATCH', path, { is_active: true })).body.data.is_active).toBe(true);
		expect((await emulator.call('GET', path)).status).toBe(405);
		expect((await emulator.call('DELETE', path)).status).toBe(204);
	});
});

describe('memories', () => {
	const path = () => `/api/v1/agents/${emulator.api.ids.agents.support}/memories`;
	const search = (body: object) => emulator.call('POST', `${path()}/search`, body);

	it('are found by a part of their text in any case', async () => {
		expect(column(await search({ query: 'LONDON' }), 'content')).toEqual(['Ada lives in London']);
	});

	it('are found up to a limit, 10 unless asked otherwise', async () => {
		for (let i = 0; i < 12; i++)
			await emulator.call('POST', path(), { content: `note ${i}`, memory_type: 'fact' });
		expect((await search({ query: 'note' })).body.data).toHaveLength(10);
		expect((await search({ query: 'note', limit: 3 })).body.data).toHaveLength(3);
	});

	it('are found when they are important enough', async () => {
		expect(column(await search({ query: 'Ada', threshold: 0.8 }), 'importance')).toEqual([0.9]);
	});

	it('count how often they were found', async () => {
		const { body } = await search({ query: 'London' });
		expect(body.data[0]).toMatchObject({ access_count: 1, last_accessed_at: expect.any(String) });
	});
});

describe('scores', () => {
	const score = (body: object) =>
		emulator.call('POST', '/api/v1/scores', { trace_id: 't-1', name: 'tone', ...body });

	it('have the values that their data type needs', async () => {
		expect((await score({})).body.error.details.field).toBe('value');
		expect((await score({ data_type: 'categorical', value: 1 })).body.error.details.field).toBe(
			'string_value',
		);
		expect((await score({ data_type: 'boolean', value: 1 })).status).toBe(201);
		expect((await score({ data_type: 'boolean', bool_value: false })).status).toBe(201);
	});

	it('are numeric and from the API unless said otherwise', async () => {
		expect((await score({ value: 0.5 })).body.data).toMatchObject({
			data_type: 'numeric',
			source: 'api',
			comment: '',
		});
	});

	it.each(['trace_id=t-1', 'name=tone', 'source=human', 'data_type=categorical', 'config_id='])(
		'are listed by %s',
		async (filter) => {
			const config_id = emulator.api.ids.scoreConfigs.quality;
			const { body } = await score({
				data_type: 'categorical',
				string_value: 'warm',
				source: 'human',
				config_id,
			});
			emulator.api.store.scores.delete(emulator.api.ids.scores.quality);
			await score({ trace_id: 't-2', name: 'other', value: 1 });
			const query = filter === 'config_id=' ? filter + config_id : filter;
			expect(column(await emulator.call('GET', `/api/v1/scores?${query}`), 'id')).toEqual([body.data.id]);
		},
	);

	it('add up by name', async () => {
		for (const value of [0, 1, 0.5]) await score({ value });
		const { body } = await emulator.call('GET', '/api/v1/scores/aggregates?trace_id=t-1');
		expect(body.data).toEqual([{ name: 'tone', count: 3, avg: 0.5, min: 0, max: 1 }]);
	});
});

describe('credentials', () => {
	const create = (body: object) =>
		emulator.call('POST', '/api/v1/credentials', {
			name: 'C',
			type: 'openai',
			category: 'llm',
			value: 'sk-very-secret-1234',
			...body,
		});

	it('never show their secret', async () => {
		const made = await create({});
		expect(made.body.data.masked_content).toBe('****1234');
		const list = await emulator.call('GET', '/api/v1/credentials');
		expect(made.text + list.text).not.toMatch('very-secret');
	});

	it('have one default for each type', async () => {
		const { body } = await create({});
		await emulator.call('POST', `/api/v1/credentials/${body.data.id}/set-default`);
		const defaults = emulator.api.store.credentials.where(({ is_default }) => is_default);
		expect(defaults.map(({ id }) => id)).toEqual([body.data.id]);
	});

	it('open the models of their provider', async () => {
		const { body } = await emulator.call('GET', '/api/v1/llm-models/available');
		const providers = (body.data.groups as unknown as Array<{ provider: string }>).map(
			({ provider }) => provider,
		);
		expect(providers).toEqual(['anthropic', 'openai']);
	});
});

describe('data sources', () => {
	const path = () => `/api/v1/data-sources/${emulator.api.ids.dataSources.customers}`;

	it('need their required parameters', async () => {
		const { body } = await emulator.call('POST', `${path()}/query`);
		expect(body.error.details.field).toBe('parameters.city');
	});
});

describe('prompts', () => {
	const path = () => `/api/v1/prompts/${emulator.api.ids.prompts.support}`;

	it('leave a trace whose id is 32 hex digits', async () => {
		const reply = await emulator.call('POST', `${path()}/run`, {
			user_prompt: 'Hi',
			llm_model_id: emulator.api.ids.llmModels.large,
		});
		const id = `${reply.body.data.trace_id}`;
		expect(id).toMatch(/^[0-9a-f]{32}$/);
		expect(column(await emulator.call('GET', `/api/v1/traces/${id}`), 'kind')).toEqual(['prompt']);
	});
});

describe('MCP', () => {
	const tool = () => `/api/v1/mcp-tools/${emulator.api.ids.mcpTools.handbook}`;

	it('tools fail as a result', async () => {
		const { status, body } = await emulator.call('POST', `${tool()}/call`, { tool_name: 'nothing' });
		expect(status).toBe(200);
		expect(body.data.is_error).toBe(true);
	});

	it('templates are installed as tools, without showing secrets', async () => {
		const path = '/api/v1/mcp-templates/slug/github/install';
		expect((await emulator.call('POST', path, { name: 'G', parameters: {} })).body.error.details.field).toBe(
			'parameters.GITHUB_TOKEN',
		);
		const { status, body } = await emulator.call('POST', path, {
			name: 'G',
			parameters: { GITHUB_TOKEN: 'secret', OWNER: 'me' },
		});
		expect(status).toBe(201);
		expect(body.data.config).toEqual({ server_url: 'https://github.example.com', OWNER: 'me' });
		expect((await emulator.call('GET', `/api/v1/mcp-tools/${body.data.id}`)).body.data.name).toBe('G');
	});
});
