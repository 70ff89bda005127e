import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { until } from '../support/engine/until';

const emulator = useEmulator();
const agent = agentRunner(emulator);

const bodies = () => emulator.current.requests({ method: 'POST' }).map(({ body }) => body);
const schema = (types: Record<string, string>) =>
	Object.entries(types).map(([id, type]) => ({
		id,
		displayName: id,
		type,
		required: false,
		display: true,
		defaultMatch: false,
	}));

describe('the input', () => {
	test('comes from the fields below', async () => {
		await agent.execute({
			items: [{ who: 'Ada' }, { who: 'Bob' }],
			parameters: {
				inputMode: 'fields',
				inputFields: {
					mappingMode: 'defineBelow',
					value: {
						name: '={{ $json.who }}',
						question: 'Q',
						urgent: true,
						tags: '["a"]',
						context: '{"k": 1}',
						priority: null,
					},
					schema: schema({
						name: 'string',
						question: 'string',
						urgent: 'boolean',
						tags: 'array',
						context: 'object',
						priority: 'string',
					}),
				},
			},
		});
		const rest = { question: 'Q', urgent: true, tags: ['a'], context: { k: 1 } };
		expect(bodies()).toEqual([
			{ input: { name: 'Ada', ...rest }, sync: true },
			{ input: { name: 'Bob', ...rest }, sync: true },
		]);
	});

	const typed = (value: INodeParameters) => ({
		inputMode: 'fields',
		inputFields: {
			mappingMode: 'defineBelow',
			value,
			schema: [
				...schema({ name: 'string', question: 'string', urgent: 'boolean', due: 'dateTime', note: 'string' }),
				{ ...schema({ level: 'options' })[0], required: true, options: [{ name: '1', value: 1 }] },
			] as unknown as INodeParameters[],
		},
	});

	test('by expressions has the types that the agent declares, and blank optional fields are left out', async () => {
		await agent.execute({
			items: [{ name: 8001, urgent: 'FALSE', due: '2026-01-31T12:00:00', level: '1', blank: ' ' }],
			timezone: 'Europe/Berlin',
			parameters: typed({
				name: '={{ $json.name }}',
				question: 'Q',
				urgent: '={{ $json.urgent }}',
				due: '={{ $json.due }}',
				note: '={{ $json.blank }}',
				level: '={{ $json.level }}',
			}),
		});
		expect(emulator.current.requests({ method: 'POST' })[0].body).toMatchObject({
			input: { name: '8001', question: 'Q', urgent: false, due: '2026-01-31T11:00:00.000Z', level: 1 },
		});
		expect(JSON.stringify(bodies())).not.toContain('note');
	});

	test.each<[string, INodeParameters, string]>([
		['does not fit', { level: '={{ 2 }}' }, "The field 'level' is set to none of its choices"],
		['is no date', { level: 1, due: '={{ "31/01/2026" }}' }, "The field 'due' needs a date"],
		['is required and blank', { level: '={{ $json.missing }}' }, "The field 'level' is empty"],
	])('that %s is refused by the name of its field, and nothing is sent', async (_what, value, message) => {
		const { error } = await agent.execute({ parameters: typed(value) });
		expect(error?.message).toContain(message);
		expect(emulator.current.requests()).toEqual([]);
	});

	test('as JSON text that is broken names the field, line and column', async () => {
		const { error } = await agent.execute({ parameters: { input: '{\n "name": "Ada",\n "question" 1}' } });
		expect(error?.message).toContain("The field 'Input JSON' is not valid JSON (line 3, column 13)");
		expect(emulator.current.requests()).toHaveLength(0);
	});

	test('as JSON that was left empty is an empty object', async () => {
		await agent.execute({ parameters: { inputMode: 'json', input: '' } });
		expect(bodies()).toEqual([expect.objectContaining({ input: {} })]);
	});

	test.each(['[1]', '7', '"text"', ' ', '={{ "" }}', '={{ $json.missing }}'])(
		'as JSON that is no object (%s) is refused',
		async (input) => {
			const { error } = await agent.execute({ parameters: { input } });
			expect(error?.message).toContain("The field 'Input JSON' must be a JSON object");
			expect(emulator.current.requests()).toHaveLength(0);
		},
	);
});

test('Simplify off gives the answer as the server sent it', async () => {
	const { json } = await agent.execute({ parameters: { simplify: false } });
	expect(json[0].output).toMatchObject({ content: expect.stringContaining('Hello Ada') });
});

test('an answer that names the execution `id` gives the same item', async () => {
	emulator.current.settings.executeIdField = 'id';
	const { json } = await agent.execute();
	expect(json[0]).toMatchObject({
		execution_id: expect.stringMatching(/^\w{27}$/),
		output: expect.stringContaining('Ada'),
	});
});

test('Start Only returns at once with the execution that runs', async () => {
	emulator.current.settings.longRunMs = 60_000;
	const { json } = await agent.execute({
		parameters: {
			agentId: byId(emulator.current.ids.agents.slow),
			runMode: 'start',
			input: '{"topic": "AI"}',
		},
	});
	expect(json[0]).toMatchObject({ status: 'running', execution_id: expect.any(String), output: null });
	expect(bodies()).toEqual([{ input: { topic: 'AI' }, sync: false }]);
});

describe('Start and Poll', () => {
	const slow = (parameters = {}, options: { onStarted?: (cancel: () => void) => void } = {}) =>
		agent.execute({
			parameters: {
				agentId: byId(emulator.current.ids.agents.slow),
				runMode: 'poll',
				input: '{"topic": "AI"}',
				...parameters,
			},
			...options,
		});

	test('starts the run once and asks until it ends', async () => {
		emulator.current.settings.longRunMs = 700;
		const { json } = await slow();
		expect(json[0]).toMatchObject({ status: 'completed', output: expect.any(String) });
		expect(emulator.current.requests({ method: 'POST' })).toHaveLength(1);
		expect(emulator.current.requests({ method: 'GET' }).length).toBeGreaterThanOrEqual(1);
	});

	test('goes on when a poll fails in passing', async () => {
		emulator.current.settings.longRunMs = 700;
		emulator.current.fault({ method: 'GET', status: 502, times: 4 });
		const { json } = await slow({ options: { retryBudget: 1 } });
		expect(json[0]).toMatchObject({ status: 'completed' });
	}, 20_000);

	test('asks once more when its time is up', async () => {
		emulator.current.settings.longRunMs = 1;
		const running = { status: 200, body: { data: { status: 'running' } } };
		emulator.current.fault({ method: 'GET', path: '/api/v1/executions/*', times: 2, ...running });
		const { json } = await slow({ options: { timeout: 2 } });
		expect(json[0]).toMatchObject({ status: 'completed' });
	});

	test('ends at its time limit with the execution that is still running', async () => {
		emulator.current.settings.longRunMs = 60_000;
		const { error } = await slow({ options: { timeout: 1 } });
		expect(error?.message).toContain('did not end within the time limit');
		expect(error?.description).toMatch(/goes on in PromptRails\..* Execution ID: \w{27}/);
	});

	test('stops at once when n8n cancels', async () => {
		emulator.current.settings.longRunMs = 60_000;
		const onStarted = (cancel: () => void) =>
			void until(() => emulator.current.requests().length > 0).then(cancel);
		const { run } = await slow({}, { onStarted });
		expect(run.status).toBe('canceled');
	});
});

test('a run that pauses for approval is a result with its approval', async () => {
	const { json, error } = await agent.execute({
		parameters: {
			agentId: byId(emulator.current.ids.agents.refund),
			input: '{"order_id": "A-1", "amount": 25}',
		},
	});
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({
		status: 'awaiting_approval',
		output: 'A person has to approve this before it can go on.',
		approval: { id: expect.any(String), status: 'pending', execution_id: json[0].execution_id },
	});
});

test('a run that pauses comes with its approval even when it is decided before that is read', async () => {
	const { store, ids } = emulator.current;
	const isPending = ({ status }: { status: string }) => status === 'pending';
	// Long enough to decide in.
	emulator.current.fault({ path: '/api/v1/approvals', times: 1, delayMs: 200 });
	const before = new Set(store.approvals.where(isPending).map(({ id }) => id));
	const running = agent.execute({
		parameters: { agentId: byId(ids.agents.refund), input: '{"order_id": "A-1", "amount": 25}' },
	});
	await until(() => emulator.current.requests({ path: '/api/v1/approvals' }).length > 0);
	const [asked] = store.approvals.where((approval) => isPending(approval) && !before.has(approval.id));
	emulator.current.decide(asked.id, 'rejected');
	const { json, error } = await running;
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({
		status: 'awaiting_approval',
		approval: { id: asked.id, status: 'rejected', execution_id: json[0].execution_id },
	});
});

test('a pause is not lost when the key may not read approvals', async () => {
	emulator.current.fault({ path: '/api/v1/approvals', status: 403 });
	const { json, error } = await agent.execute({
		parameters: {
			agentId: byId(emulator.current.ids.agents.refund),
			input: '{"order_id": "A-1", "amount": 25}',
		},
	});
	expect(error).toBeUndefined();
	expect(json[0]).toMatchObject({ status: 'awaiting_approval', approval: null });
});

test('a run that fails is an error that carries its execution', async () => {
	const { json } = await agent.execute({
		items: [{ fail: true }],
		onError: 'continueRegularOutput',
		parameters: { agentId: byId(emulator.current.ids.agents.flaky) },
	});
	expect(json[0].error).toMatchObject({
		type: 'RunFailedError',
		code: 'execution_failed',
		details: { execution_id: expect.any(String), status: 'failed' },
	});
});

test('an update without a field is refused before it is sent', async () => {
	const { error } = await agent.run('update', { agentId: byId('x'), additionalFields: {} });
	expect(error?.message).toContain('There is nothing to change');
	expect(emulator.current.requests()).toHaveLength(0);
});
