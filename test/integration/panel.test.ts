import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { mapperFields, searchList } from '../support/engine/loadOptions';

const emulator = useEmulator();
const panel = (parameters = {}) => ({
	type: 'promptRailsAgent',
	parameters: { resource: 'agent', operation: 'execute', ...parameters },
	credential: emulator.credential(),
});

describe('the list of agents', () => {
	test('comes in pages', async () => {
		const first = await searchList(panel(), 'searchAgents');
		expect(first).toEqual({ results: expect.any(Array), paginationToken: '2' });
		expect(first.results).toHaveLength(20);
		const second = await searchList(panel(), 'searchAgents', undefined, '2');
		expect(second.paginationToken).toBeUndefined();
		const names = [...first.results, ...second.results].map(({ name }) => name);
		expect(new Set(names).size).toBe(30);
	});

	test('is filtered by the server', async () => {
		const { results } = await searchList(panel(), 'searchAgents', 'SUPPORT');
		expect(results).toEqual([{ name: 'Support Agent · Simple', value: emulator.current.ids.agents.support }]);
		expect(emulator.current.requests()[0].query).toMatchObject({ name: 'SUPPORT' });
	});

	test('marks an archived one', async () => {
		const { results } = await searchList(panel(), 'searchAgents', 'retired');
		expect(results.map(({ name }) => name)).toEqual([expect.stringMatching(/ · Archived$/)]);
	});

	test('fails in the words of the node, and says each of them once', async () => {
		const request = { ...panel(), credential: { ...emulator.credential(), apiKey: 'wrong' } };
		await expect(searchList(request, 'searchAgents')).rejects.toMatchObject({
			message: 'PromptRails did not accept the API key',
			description: expect.stringMatching(/^Check the key in the credential/),
		});
	});
});

test('the list of versions belongs to the chosen agent, and is filtered on our side', async () => {
	const { ids } = emulator.current;
	const request = panel({ agentId: byId(ids.agents.support) });
	const all = await searchList(request, 'searchAgentVersions');
	expect(all.results.map(({ value }) => value)).toEqual(
		expect.arrayContaining([ids.agentVersions.support, ids.agentVersions.supportCurrent]),
	);
	const current = await searchList(request, 'searchAgentVersions', 'current');
	expect(current.results.map(({ value }) => value)).toEqual([ids.agentVersions.supportCurrent]);
});

test('a row without an ID is not offered, for nothing could be done with it', async () => {
	const rows = [
		{ session_id: null, trace_count: 4 },
		{ session_id: 'customer-4711', trace_count: 2 },
	];
	emulator.current.fault({ path: '/api/v1/sessions', status: 200, body: { data: rows } });
	const request = { ...panel(), type: 'promptRailsExecution' };
	const { results } = await searchList(request, 'searchTraceSessions');
	expect(results).toEqual([{ name: 'customer-4711', value: 'customer-4711' }]);
});

describe('the input fields', () => {
	test('are those of the input schema of the agent, with types, choices and required ones', async () => {
		const request = panel({ agentId: byId(emulator.current.ids.agents.support) });
		const { fields } = await mapperFields(request, 'getAgentInputFields');
		const shown = Object.fromEntries(fields.map(({ id, type, required }) => [id, { type, required }]));
		expect(shown).toMatchObject({
			name: { type: 'string', required: true },
			question: { type: 'string', required: true },
			priority: { type: 'options', required: false },
			urgent: { type: 'boolean', required: false },
			tags: { type: 'array', required: false },
			context: { type: 'object', required: false },
		});
		expect(fields.find(({ id }) => id === 'priority')?.options?.map(({ value }) => value)).toEqual([
			'low',
			'normal',
			'high',
		]);
	});

	test('leave optional ones to be added whose inputs cannot look unset', async () => {
		const request = panel({ agentId: byId(emulator.current.ids.agents.support) });
		const { fields } = await mapperFields(request, 'getAgentInputFields');
		expect(fields.filter(({ removed }) => removed).map(({ id }) => id)).toEqual([
			'urgent',
			'tags',
			'context',
		]);
	});

	test('are those of the chosen version', async () => {
		const { ids, url, apiKey } = emulator.current;
		const created = await fetch(`${url}/api/v1/agents/${ids.agents.support}/versions`, {
			method: 'POST',
			headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({
				version: '9',
				config: { type: 'simple', prompt_id: ids.prompts.support },
				input_schema: { properties: { topic: { type: 'string' } } },
			}),
		});
		const { data } = (await created.json()) as { data: { id: string } };
		const request = panel({
			agentId: byId(ids.agents.support),
			additionalFields: { versionId: byId(data.id) },
		});
		const { fields } = await mapperFields(request, 'getAgentInputFields');
		expect(fields.map(({ id }) => id)).toEqual(['topic']);
	});

	describe('of an agent that declares none', () => {
		const shown = async (agentId: string) =>
			mapperFields(panel({ agentId: byId(agentId) }), 'getAgentInputFields');

		test('are the variables of its prompt', async () => {
			const { fields } = await shown(emulator.current.ids.agents.flaky);
			expect(fields.map(({ id }) => id)).toEqual(['name', 'question']);
		});

		test('are the variables of all prompts side by side, each once', async () => {
			const { fields } = await shown(emulator.current.ids.agents.multiAgent);
			expect(fields.map(({ id }) => id)).toEqual(['text', 'language']);
		});

		test('give way to a notice when the key may not see the prompt', async () => {
			emulator.current.fault({ path: /^\/api\/v1\/prompts\//, status: 403 });
			await expect(shown(emulator.current.ids.agents.flaky)).resolves.toEqual({
				fields: [],
				emptyFieldsNotice: 'This agent declares no input fields. Set Input to Using JSON.',
			});
		});
	});

	test('say what to do when there is no agent, and what went wrong when they cannot be had', async () => {
		await expect(mapperFields(panel(), 'getAgentInputFields')).resolves.toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('Choose an agent'),
		});
		const unknown = panel({ agentId: byId('00000000-0000-4000-8000-00000000dead') });
		await expect(mapperFields(unknown, 'getAgentInputFields')).resolves.toEqual({
			fields: [],
			emptyFieldsNotice: 'The input fields cannot be shown. Agent not found.',
		});
	});

	test('of an agent that declares none, and has no prompt of its own, point to JSON', async () => {
		const request = panel({ agentId: byId(emulator.current.ids.agents.composite) });
		await expect(mapperFields(request, 'getAgentInputFields')).resolves.toEqual({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('JSON'),
		});
	});
});

describe('the input fields of a prompt', () => {
	const prompt = (parameters: object) => ({
		type: 'promptRailsPrompt',
		parameters: { resource: 'prompt', operation: 'run', ...parameters },
		credential: emulator.credential(),
	});
	const idsOf = async (parameters: object): Promise<string[]> => {
		const { fields } = await mapperFields(prompt(parameters), 'getPromptInputFields');
		return fields.map(({ id }) => id);
	};

	/** A version of the support prompt that declares nothing. */
	async function undeclared(version: object): Promise<string> {
		const { ids, url, apiKey } = emulator.current;
		const created = await fetch(`${url}/api/v1/prompts/${ids.prompts.support}/versions`, {
			method: 'POST',
			headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({ version: '9', ...version }),
		});
		const { data } = (await created.json()) as { data: { id: string } };
		return data.id;
	}

	test('are those that it declares', async () => {
		const promptId = byId(emulator.current.ids.prompts.translate);
		expect(await idsOf({ promptId })).toEqual(['language', 'text']);
	});

	test('are the variables in the texts of a version that declares none', async () => {
		const versionId = byId(await undeclared({ user_prompt: 'Greet {{ name }} in {{ city }}' }));
		const promptId = byId(emulator.current.ids.prompts.support);
		expect(await idsOf({ promptId, additionalFields: { versionId } })).toEqual(['name', 'city']);
	});

	test('come with those of the text that replaces the stored one', async () => {
		const promptId = byId(emulator.current.ids.prompts.support);
		const userPrompt = 'Answer {{ name }} in the tone of {{ author }}';
		expect(await idsOf({ promptId, additionalFields: { userPrompt } })).toEqual([
			'name',
			'question',
			'author',
		]);
		const systemPrompt = '={{ unknown }}';
		expect(await idsOf({ promptId, additionalFields: { systemPrompt } })).toEqual(['name', 'question']);
	});

	test('say what to do when there is no prompt, and when it has no variables', async () => {
		await expect(mapperFields(prompt({}), 'getPromptInputFields')).resolves.toEqual({
			fields: [],
			emptyFieldsNotice: 'Choose a prompt: its input fields appear here.',
		});
		const versionId = byId(await undeclared({ user_prompt: 'Say hello' }));
		const promptId = byId(emulator.current.ids.prompts.support);
		const request = prompt({ promptId, additionalFields: { versionId } });
		await expect(mapperFields(request, 'getPromptInputFields')).resolves.toEqual({
			fields: [],
			emptyFieldsNotice: 'This prompt has no variables.',
		});
	});
});
