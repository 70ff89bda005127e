import { useEmulator, type Reply } from './useEmulator';

const emulator = useEmulator({ longRunMs: 60 });

const execute = (agent: 'support' | 'slow' | 'flaky' | 'archived' | 'workflow', body: object) =>
	emulator.call('POST', `/api/v1/agents/${emulator.api.ids.agents[agent]}/execute`, body);
const executionOf = ({ body }: Reply) => emulator.api.store.executions.get(`${body.data.execution_id}`)!;
const question = { input: { name: 'Ada', question: 'Why?' } };

describe('executing an agent', () => {
	it('answers 201 with the result', async () => {
		const reply = await execute('support', question);
		expect(reply.status).toBe(201);
		expect(reply.body.data).toEqual({
			output: { content: 'Hello Ada, about "Why?": we are looking into it.', type: 'text' },
			error: '',
			trace_id: expect.stringMatching(/^\w{27}$/),
			execution_id: expect.stringMatching(/^\w{27}$/),
			status: 'completed',
			token_usage: { prompt_tokens: 8, completion_tokens: 20, total_tokens: 28 },
			cost: expect.closeTo(0.0000132, 10),
			duration_ms: expect.any(Number),
		});
	});

	it('says the same to the same input, and mentions priority and urgency', async () => {
		const input = { ...question.input, priority: 'high', urgent: true };
		const contents = [await execute('support', { input }), await execute('support', { input })];
		for (const { body } of contents) {
			expect(body.data.output.content).toMatch(/it\. Priority: high\. Urgent: true\.$/);
		}
	});

	it('keeps input, session, user and metadata on the execution', async () => {
		const extra = { session_id: 's-1', user_id: 'u-1', metadata: { source: 'n8n' } };
		const reply = await execute('support', { ...question, ...extra });
		expect(executionOf(reply)).toMatchObject({ ...question, ...extra, status: 'completed' });
	});

	it('runs an older version when asked for it', async () => {
		const { support } = emulator.api.ids.agentVersions;
		const reply = await execute('support', { ...question, version_id: support });
		expect(executionOf(reply).agent_version_id).toBe(support);
	});

	it('fails as a result, not as an error, when the input says so', async () => {
		const reply = await execute('flaky', { input: { fail: true } });
		expect(reply.status).toBe(201);
		expect(reply.body.data).toMatchObject({
			status: 'failed',
			output: null,
			error: 'the model refused to answer',
		});
	});

	it('is refused for an archived agent', async () => {
		const reply = await execute('archived', { input: {} });
		expect(reply.status).toBe(409);
		expect(reply.body.error.code).toBe('conflict');
	});

	it('answers the whole execution row when switched to the shape of the local emulator', async () => {
		emulator.api.settings.executeIdField = 'id';
		const { body } = await execute('support', question);
		expect(body.data).toMatchObject({ id: expect.any(String), agent_id: emulator.api.ids.agents.support });
		expect(body.data).not.toHaveProperty('execution_id');
	});
});

describe('a run that takes long', () => {
	it('is waited for when sync is left out', async () => {
		const { body } = await execute('slow', { input: { topic: 'owls' } });
		expect(body.data).toMatchObject({
			status: 'completed',
			output: { content: 'Findings on owls: first, second and third.' },
		});
		expect(Number(body.data.duration_ms)).toBeGreaterThanOrEqual(59);
	});

	it('goes on by itself when started with sync false', async () => {
		const reply = await execute('slow', { input: { topic: 'owls' }, sync: false });
		expect(reply.body.data).toMatchObject({ status: 'running', output: null, duration_ms: null });
		await emulator.api.runSettled(`${reply.body.data.execution_id}`);
		expect(executionOf(reply)).toMatchObject({ status: 'completed', output: { type: 'text' } });
	});

	it('ends after asyncRunMs for a quick agent', async () => {
		emulator.api.settings.asyncRunMs = 5;
		const reply = await execute('support', { ...question, sync: false });
		expect(reply.body.data.status).toBe('running');
		await emulator.api.runSettled(`${reply.body.data.execution_id}`);
		expect(executionOf(reply).status).toBe('completed');
	});
});

describe('previewing an agent', () => {
	it('renders its prompts without running anything', async () => {
		const before = emulator.api.store.executions.all().length;
		const path = `/api/v1/agents/${emulator.api.ids.agents.support}/preview`;
		const { body } = await emulator.call('POST', path, question);
		expect(body.data.prompts[0]).toMatchObject({ user_prompt: 'Answer Ada: Why?' });
		expect(emulator.api.store.executions.all()).toHaveLength(before);
	});
});

describe('what a run leaves behind', () => {
	it('is a trace of spans below the agent', async () => {
		const { body } = await execute('support', question);
		const trace = await emulator.call('GET', `/api/v1/traces/${body.data.trace_id}`);
		const [root, tool, model] = trace.body.data as unknown as Array<Record<string, unknown>>;
		expect([root.kind, tool.kind, model.kind]).toEqual(['agent', 'tool', 'llm']);
		expect([tool.parent_span_id, model.parent_span_id]).toEqual([root.span_id, root.span_id]);
	});

	it('shows in the costs, the dashboard and the session roll-up', async () => {
		const { support } = emulator.api.ids.agents;
		const read = async () => ({
			costs: (await emulator.call('GET', `/api/v1/costs/agents/${support}`)).body.data,
			metrics: (await emulator.call('GET', '/api/v1/dashboard/metrics?days=1')).body.data,
		});
		const before = await read();
		const { body } = await execute('support', { ...question, session_id: 'mine' });
		const after = await read();
		expect(after.costs.total_executions).toBe(Number(before.costs.total_executions) + 1);
		expect(after.metrics.overview.total_executions).toBe(
			Number(before.metrics.overview.total_executions) + 1,
		);
		const session = await emulator.call('GET', '/api/v1/sessions/mine');
		expect(session.body.data).toMatchObject({ trace_count: 1, total_cost: body.data.cost, error_count: 0 });
	});

	it('is an error span when it failed', async () => {
		const { body } = await execute('flaky', { input: { fail: true } });
		const spans = await emulator.call(
			'GET',
			`/api/v1/traces?execution_id=${body.data.execution_id}&status=error`,
		);
		expect(spans.body.meta.total).toBe(3);
	});
});
