import type { IDataObject, INodeParameters, IPairedItemData } from 'n8n-workflow';

import type { OddityName } from '../emulator/oddities';
import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { mapperFields, searchList } from '../support/engine/loadOptions';
import { runNode } from '../support/engine/runNode';

describe.each([1, 2] as const)('on a server of generation %i', (generation) => {
	const emulator = useEmulator({ generation });
	const odd = (...names: OddityName[]) => (emulator.current.settings.oddities = new Set(names));
	const panel = (type: string, parameters: INodeParameters) => ({
		type: `promptRails${type}`,
		parameters,
		credential: emulator.credential(),
	});
	const run = async (type: string, parameters: INodeParameters, items?: IDataObject[]) => {
		const { json, error } = await runNode({ ...panel(type, parameters), items });
		return { json, error, bodies: emulator.current.requests({ method: 'POST' }).map(({ body }) => body) };
	};

	test('that says `required` at the property, agents have the input fields that they have elsewhere', async () => {
		const agentId = byId(emulator.current.ids.agents.support);
		const request = panel('Agent', { resource: 'agent', operation: 'execute', agentId });
		const usual = await mapperFields(request, 'getAgentInputFields');
		odd('requiredAtProperty');
		expect(await mapperFields(request, 'getAgentInputFields')).toEqual(usual);
		expect(usual.fields.filter(({ required }) => required)).toHaveLength(2);
	});

	test('whose prompts list their parameters, each is a required field', async () => {
		odd('requiredAtProperty');
		const promptId = byId(emulator.current.ids.prompts.translate);
		const request = panel('Prompt', { resource: 'prompt', operation: 'run', promptId });
		const { fields } = await mapperFields(request, 'getPromptInputFields');
		expect(fields.map(({ id, type, required }) => [id, type, required])).toEqual([
			['language', 'string', true],
			['text', 'string', true],
		]);
	});

	test('whose versions are blank, the list shows when they were made', async () => {
		odd('blankVersions');
		const agentId = byId(emulator.current.ids.agents.support);
		const { results } = await searchList(panel('Agent', { agentId }), 'searchAgentVersions');
		const blank = results.find(({ value }) => value === emulator.current.ids.agentVersions.support);
		expect(blank?.name).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
	});

	const newVersion = () => ({
		resource: 'version',
		operation: 'create',
		agentId: byId(emulator.current.ids.agents.support),
		version: '',
		type: 'simple',
		promptId: byId(emulator.current.ids.prompts.support),
	});

	test('that numbers versions, one is created without a version text', async () => {
		odd('numberedVersions');
		const { json, bodies } = await run('Agent', newVersion());
		expect(bodies[0]).not.toHaveProperty('version');
		expect(json[0].version).toBe('v3');
	});

	test('that does not, the refusal says what is missing', async () => {
		const { error } = await run('Agent', newVersion());
		expect(error?.message).toBe("The field 'Version' is required [item 0]");
	});
});

describe('the type of a new agent', () => {
	const [first, second] = [useEmulator(), useEmulator({ generation: 2 })];
	const create = async (emulator: typeof first, parameters: INodeParameters) => {
		const { json, error } = await runNode({
			type: 'promptRailsAgent',
			credential: emulator.credential(),
			parameters: { operation: 'create', ...parameters },
		});
		return { json, error };
	};
	const agent = (parameters: INodeParameters = {}) => ({ resource: 'agent', name: 'New', ...parameters });

	test('that is left to the server is one that the server has', async () => {
		expect((await create(first, agent())).json[0].type).toBe('simple');
		second.current.settings.oddities = new Set(['twoAgentTypes']);
		expect((await create(second, agent())).json[0].type).toBe('agent');
		expect(second.current.requests({ method: 'POST' })).toHaveLength(2);
	});

	test('that the server lacks is refused with what to take', async () => {
		second.current.settings.oddities = new Set(['twoAgentTypes']);
		const { error } = await create(second, agent({ type: 'chain' }));
		expect(error?.description).toContain('know the types Agent and Workflow alone');
		expect(second.current.requests({ method: 'POST' })).toHaveLength(1);
	});

	test('is that of its versions, unless they are told another one', async () => {
		const version = (agentId: string) => ({
			resource: 'version',
			version: '9',
			agentId: byId(agentId),
			promptId: byId(first.current.ids.prompts.support),
		});
		const { agents } = first.current.ids;
		const { json } = await create(first, version(agents.support));
		expect(json[0].config).toMatchObject({ type: 'simple' });
		const { error } = await create(first, version(agents.chain));
		expect(error?.message).toContain("The agent has the type 'chain'");
	});
});

describe('on a server that has API v2', () => {
	const emulator = useEmulator({ generation: 2 });
	const run = async (type: string, parameters: INodeParameters, items?: IDataObject[]) => {
		const { json, outputs, error } = await runNode({
			type: `promptRails${type}`,
			credential: emulator.credential(),
			timezone: 'Europe/Berlin',
			parameters,
			items,
		});
		const bodies = emulator.current.requests({ method: 'POST' }).map(({ body }) => body);
		return { json, outputs, error, bodies };
	};

	test('assets are filtered by what they are', async () => {
		emulator.current.settings.oddities = new Set(['shortAssetTypes']);
		const parameters = { resource: 'asset', operation: 'getAll', filters: { type: 'audio' } };
		const { json } = await run('Execution', parameters);
		expect(json.map(({ type, file_name: name }) => [type, name])).toEqual([['audio', 'answer.mp3']]);
	});

	const trigger = (parameters: INodeParameters) => ({
		resource: 'trigger',
		operation: 'create',
		name: 'Morning',
		agentId: byId(emulator.current.ids.agents.support),
		...parameters,
	});

	test('a schedule has its next run, and what is said of it beside', async () => {
		emulator.current.settings.oddities = new Set(['schedulesWithNextRun']);
		const { error, bodies } = await run(
			'Workspace',
			trigger({
				source: 'schedule',
				cronExpression: '0 8 * * *',
				nextRunAt: '2026-07-01T08:00:00',
				sourceConfig: '{"cron_expression": "never", "jitter": 5}',
			}),
		);
		expect(error).toBeUndefined();
		expect(bodies[0]).toMatchObject({
			source_config: { cron_expression: '0 8 * * *', next_run_at: '2026-07-01T06:00:00.000Z', jitter: 5 },
		});
	});

	test('a schedule without its next run is refused by the label of that, where the server needs it', async () => {
		emulator.current.settings.oddities = new Set(['schedulesWithNextRun']);
		const { error } = await run('Workspace', trigger({ source: 'schedule', cronExpression: '0 8 * * *' }));
		expect(`${error?.message} ${error?.description}`).toContain("The field 'Next Run' is required");
	});

	test.each(['generic', 'slack', 'teams'])('the source %s takes any config', async (source) => {
		const credential = byId(emulator.current.ids.credentials.openai);
		const slack = { botTokenCredentialId: credential, signingSecretCredentialId: credential };
		const { bodies } = await run('Workspace', trigger({ source, sourceConfig: '{"team": 7}', ...slack }));
		expect(bodies[0]).toMatchObject({ source_config: { team: 7 } });
	});

	const ingest = (parameters: INodeParameters) => ({ resource: 'trace', operation: 'ingest', ...parameters });
	const spans = (count: number) =>
		Array.from({ length: count }, (_, n) => ({ trace_id: 't', span_id: `s${n}`, name: 'step' }));
	const sizes = (bodies: unknown[]): number[] => bodies.map((body) => (body as { spans: [] }).spans.length);

	test('spans of input items are sent together, as many at a time as the server takes', async () => {
		const { json, bodies } = await run('Execution', ingest({ spansFrom: 'items' }), spans(1050));

		expect(sizes(bodies)).toEqual([1000, 50]);
		expect(json).toEqual([{ ingested: 1000 }, { ingested: 50 }]);
	});

	test('an answer to spans of input items is paired with each of them', async () => {
		const { outputs } = await run('Execution', ingest({ spansFrom: 'items' }), spans(1002));
		const [first, second] = outputs[0].map(({ pairedItem }) => pairedItem as IPairedItemData[]);
		expect(first.map(({ item }) => item)).toEqual(Array.from({ length: 1000 }, (_one, index) => index));
		expect(second).toEqual([{ item: 1000 }, { item: 1001 }]);
	});

	test('of spans that are refused half-way, it is said how many were taken', async () => {
		emulator.current.fault({ path: '/api/v1/traces/ingest', skip: 1, status: 413 });
		const { error } = await run('Execution', ingest({ spansFrom: 'items' }), spans(1200));
		expect(error?.description).toContain('The first 1000 of 1200 spans were taken');
	});

	test.each(['{}', '[]', '[7]', '"text"', ''])(
		'JSON that is no list of spans (%s) is refused',
		async (json) => {
			const { error, bodies } = await run('Execution', ingest({ spansFrom: 'json', spans: json }));
			expect(error?.message).toMatch(/The field 'Spans' (needs a list of objects|is empty)/);
			expect(bodies).toEqual([]);
		},
	);
});
