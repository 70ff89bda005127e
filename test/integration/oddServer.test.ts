import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { OddityName } from '../emulator/oddities';
import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { SECRET, signed } from '../support/engine/agentWebhook';
import { type NodeResult, runNode } from '../support/engine/runNode';
import { TriggerWorkflow } from '../support/engine/webhookTrigger';

jest.setTimeout(60_000);

let workflows = 0;

/** Nodes against servers that differ from what the API documents. */
describe.each([1, 2] as const)('on an odd server of generation %i', (generation) => {
	const emulator = useEmulator({ generation });
	const odd = (...names: OddityName[]) => (emulator.current.settings.oddities = new Set(names));
	const run = (node: string, parameters: INodeParameters): Promise<NodeResult> =>
		runNode({ type: `promptRails${node}`, credential: emulator.credential(), parameters });
	const listed = async (node: string, parameters: INodeParameters): Promise<IDataObject[]> => {
		const { json, error } = await run(node, { operation: 'getAll', returnAll: true, ...parameters });
		expect(error).toBeUndefined();
		return json;
	};
	const agentId = () => byId(emulator.current.ids.agents.support);
	const newTriggers = () =>
		emulator.current.store.webhookTriggers.where(({ name }) => /^(Shop|n8n)/.test(name));

	it('all of 103 executions of one moment are listed, once each', async () => {
		odd('unstableOrder');
		const { current } = emulator;
		current.finishExecutions(103, { sameTimestamp: true, agentId: current.ids.agents.flaky });
		for (let round = 0; round < 3; round += 1) {
			const filters = { agentId: byId(current.ids.agents.flaky) };
			const rows = await listed('Execution', { resource: 'execution', filters });
			const all = current.store.executions.where(({ agent_id }) => agent_id === current.ids.agents.flaky);
			expect(rows.map(({ execution_id }) => execution_id).sort()).toEqual(all.map(({ id }) => id).sort());
		}
	});

	it('a list that gives fewer rows than it counts says so beside its output', async () => {
		emulator.current.fault({
			path: '/api/v1/prompts',
			when: 'after',
			body: { data: [{ id: 'p1', name: 'One' }], meta: { total: 3, page: 1, total_pages: 1 } },
			status: 200,
		});
		const result = await run('Prompt', { resource: 'prompt', operation: 'getAll', returnAll: true });
		expect(result.json).toHaveLength(1);
		const [task] = result.run.data.resultData.runData['Under Test'];
		expect(task.hints?.map(({ message }) => message)).toEqual([expect.stringContaining('counts 3 rows')]);
	});

	it('rows that a filter should have left out are dropped', async () => {
		odd('ignoredFilters');
		const spans = await listed('Execution', { resource: 'trace', filters: { status: 'error' } });
		expect(spans.length).toBeGreaterThan(0);
		expect(new Set(spans.map(({ status }) => status))).toEqual(new Set(['error']));
		const models = await listed('Workspace', { resource: 'llmModel', filters: { provider: 'openai' } });
		expect(new Set(models.map(({ provider }) => provider))).toEqual(new Set(['openai']));
		const filters = { agentId: agentId() };
		const sessions = await listed('Chat', { resource: 'session', filters });
		expect(sessions.every(({ agent_id }) => agent_id === emulator.current.ids.agents.support)).toBe(true);
	});

	it('the webhook triggers of an agent are its own', async () => {
		const wanted = await listed('Workspace', { resource: 'webhookTrigger', filters: { agentId: agentId() } });
		odd('ignoredFilters');
		const filters = { agentId: byId(emulator.current.ids.agents.refund) };
		expect(wanted.length).toBeGreaterThan(0);
		expect(await listed('Workspace', { resource: 'webhookTrigger', filters })).toEqual([]);
	});

	it.each([true, false])('a new webhook trigger is active: %p', async (isActive) => {
		odd('inactiveTriggers');
		const { json } = await run('Workspace', {
			resource: 'webhookTrigger',
			operation: 'create',
			name: 'Shop',
			agentId: agentId(),
			...(isActive ? {} : { additionalFields: { isActive } }),
		});
		expect(json).toMatchObject([{ is_active: isActive, token: expect.any(String) }]);
		expect(newTriggers()).toMatchObject([{ is_active: isActive }]);
	});

	it('a new trigger that is inactive whatever was asked for is switched on, and keeps its token', async () => {
		const collection = generation === 1 ? '/api/v1/webhook-triggers' : '/api/v1/triggers';
		const { current } = emulator;
		const seeded = current.ids.webhookTriggers.disabled;
		current.fault({
			method: 'POST',
			path: collection,
			status: 201,
			body: { data: { id: seeded, is_active: false, token: 'wht_1234', name: 'Shop' } },
		});
		const { json } = await run('Workspace', {
			resource: 'webhookTrigger',
			operation: 'create',
			name: 'Shop',
			agentId: agentId(),
		});
		expect(json).toMatchObject([{ id: seeded, is_active: true, token: 'wht_1234' }]);
		expect(current.store.webhookTriggers.get(seeded)?.is_active).toBe(true);
	});

	const webhook = (): TriggerWorkflow => {
		const workflow = new TriggerWorkflow(emulator.credential(), {
			triggerOn: 'agentWebhook',
			agentId: agentId(),
			secret: SECRET,
			respond: 'whenRunEnds',
			simplify: false,
		});
		workflow.id = `odd${generation}-${(workflows += 1)}`;
		return workflow;
	};

	it('a published webhook trigger runs its agent, and shows no token', async () => {
		odd('inactiveTriggers', 'hookTokenInInput');
		const workflow = webhook();
		await workflow.publish();
		const [{ token }] = newTriggers();
		const { status, answer, items } = await workflow.call(signed());
		expect(status).toBe(200);
		expect(items).toMatchObject([{ execution: { status: 'completed', input: { name: 'Ada' } } }]);
		expect(JSON.stringify([answer, items])).not.toContain(token);
	});

	it('a webhook trigger that was turned off is turned on by publishing again', async () => {
		const workflow = webhook();
		await workflow.publish();
		emulator.current.store.webhookTriggers.update(newTriggers()[0], { is_active: false });
		await workflow.publish();
		expect(newTriggers()).toMatchObject([{ is_active: true }]);
	});

	it('the run of a fired hook has no token in it, nor when it is read later', async () => {
		odd('hookTokenInInput');
		const { current } = emulator;
		const token = current.ids.webhookTokens.open;
		const { json } = await run('Workspace', {
			resource: 'webhookTrigger',
			operation: 'fire',
			token,
			input: '{"name": "Ada", "question": "Why?"}',
			simplify: false,
		});
		const executionId = String(json[0].id);
		expect(current.store.executions.get(executionId)?.input).toMatchObject({ token });
		const read = async (parameters: INodeParameters): Promise<IDataObject[]> =>
			(await run('Execution', { simplify: false, ...parameters })).json;
		const shown = [
			json,
			await read({ resource: 'execution', operation: 'get', executionId: byId(executionId) }),
			await read({ resource: 'trace', operation: 'getAll', filters: { executionId: byId(executionId) } }),
		];
		for (const items of shown) expect(items.length).toBeGreaterThan(0);
		expect(JSON.stringify(shown)).not.toContain(token);
		expect(shown[1]).toMatchObject([{ input: { name: 'Ada', question: 'Why?' } }]);
	});

	describe.each([[[]], [['tracesByRowId']]] as OddityName[][][])('with %j', (names) => {
		it.each(['trace_id', 'id', 'span_id'] as const)(
			'a trace is found by the %s of any of its spans',
			async (name) => {
				odd(...names, 'ignoredFilters');
				const { traces } = emulator.current.ids;
				const spans = emulator.current.store.spans.where(({ trace_id }) => trace_id === traces.completed);
				const { json, error } = await run('Execution', {
					resource: 'trace',
					operation: 'get',
					traceId: byId(spans[spans.length - 1][name]),
				});
				expect(error).toBeUndefined();
				expect(json.map(({ id }) => id).sort()).toEqual(spans.map(({ id }) => id).sort());
			},
		);

		it('a trace that nothing knows is not found', async () => {
			odd(...names);
			const { error } = await run('Execution', {
				resource: 'trace',
				operation: 'get',
				traceId: byId('nope'),
			});
			expect(error).toMatchObject({ httpCode: '404', message: 'Trace not found [item 0]' });
		});
	});
});
