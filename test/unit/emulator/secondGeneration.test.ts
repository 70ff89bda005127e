import { useEmulator } from './useEmulator';

const emulator = useEmulator({ generation: 2 });

/** A new current version of the support agent, with these fields beside its config. */
const addVersion = async (fields: object) => {
	const { agents, prompts } = emulator.api.ids;
	const config = { type: 'simple', prompt_id: prompts.support };
	const body = { version: '2.0.0', config, set_current: true, ...fields };
	return await emulator.call('POST', `/api/v1/agents/${agents.support}/versions`, body);
};
const execute = async () => {
	const path = `/api/v1/agents/${emulator.api.ids.agents.support}/execute`;
	return (await emulator.call('POST', path, { input: { message: 'Hi' } })).body.data;
};

describe('versions of agents in the second generation', () => {
	it('keep model, budget, policy, tools and sub-agents beside their config', async () => {
		const { llmModels, mcpTools, agents } = emulator.api.ids;
		const fields = {
			model_config: { model_id: llmModels.medium, temperature: 0.2, top_k: 40 },
			run_budget: { max_cost: 0.5, max_depth: 2 },
			approval_policy: { mode: 'assigned', member_ids: ['m1'] },
			vfs_enabled: true,
			tools: [{ mcp_tool_id: mcpTools.handbook, requires_approval: true }],
			sub_agents: [{ agent_id: agents.refund, alias: 'refunds', mode: 'handoff' }],
		};
		expect(await addVersion(fields)).toMatchObject({ status: 201, body: { data: fields } });
	});

	it.each([
		[{ model_config: { model: 'x' } }],
		[{ model_config: { top_k: 1.5 } }],
		[{ run_budget: { max_cost: '1' } }],
		[{ approval_policy: { mode: 'all' } }],
		[{ tools: [{ requires_approval: true }] }],
		[{ tools: [{ mcp_tool_id: 'nothing' }] }],
		[{ sub_agents: [{ agent_id: 'nothing', alias: 'x' }] }],
		[{ vfs: true }],
	])('refuse %j', async (fields) => {
		expect((await addVersion(fields)).status).toBe(400);
	});

	it('belong to agents of the type agent as well', async () => {
		const created = await emulator.call('POST', '/api/v1/agents', { name: 'New', type: 'agent' });
		const id = created.body.data.id.toString();
		const config = { type: 'agent', prompt_id: emulator.api.ids.prompts.support };
		const version = await emulator.call('POST', `/api/v1/agents/${id}/versions`, { version: '1', config });
		expect(version.status).toBe(201);
	});
});

describe('the tree of an execution', () => {
	it('holds the runs of its sub-agents, and theirs', async () => {
		const { agents } = emulator.api.ids;
		await addVersion({
			sub_agents: [{ agent_id: agents.support, alias: 'self' }],
			run_budget: { max_depth: 2 },
		});
		const { execution_id: id } = await execute();
		const tree = await emulator.call('GET', `/api/v1/executions/${id.toString()}/tree`);
		expect(tree.body.data).toMatchObject({
			id,
			parent_execution_id: null,
			children: [{ parent_execution_id: id, children: [{ children: [] }] }],
		});
		const one = await emulator.call('GET', `/api/v1/executions/${id.toString()}`);
		expect(one.body.data.children[0]).not.toHaveProperty('children');
	});
});

describe('the playground', () => {
	const tryOut = async (body: object) =>
		await emulator.call('POST', `/api/v1/agents/${emulator.api.ids.agents.support}/playground`, body);

	it('answers another prompt than the agent has', async () => {
		const reply = await tryOut({
			input: { word: 'hello' },
			prompt_override: { user_prompt: 'Say {{ word }}', input_schema: { required: ['word'] } },
		});
		expect(reply).toMatchObject({
			status: 200,
			body: { data: { output: { content: 'Answer to: Say hello' } } },
		});
	});

	it.each([
		[{ input: {}, prompt_override: {} }],
		[{ input: { name: 'Ada', question: '?' } }],
		[{ input: { name: 'Ada', question: '?' }, prompt_override: { prompt: 'x' } }],
	])('refuses %j', async (body) => {
		expect((await tryOut(body)).status).toBe(400);
	});
});

describe('feedback on a chat', () => {
	const send = async (body: object) =>
		await emulator.call('POST', `/api/v1/chat/sessions/${emulator.api.ids.chatSessions.ada}/feedback`, body);

	it('is kept once for each answer', async () => {
		const { completed: execution_id } = emulator.api.ids.executions;
		expect((await send({ execution_id, value: 1 })).body.data).toEqual({ submitted: true });
		await send({ execution_id, value: -1 });
		expect(emulator.api.store.feedback.all()).toMatchObject([{ execution_id, value: -1 }]);
	});

	it.each([0, '1', 2, undefined])('refuses the value %j', async (value) => {
		const { completed: execution_id } = emulator.api.ids.executions;
		expect((await send({ execution_id, value })).status).toBe(400);
	});

	it('refuses what another session answered', async () => {
		expect((await send({ execution_id: emulator.api.ids.executions.failed, value: 1 })).status).toBe(400);
	});
});

test('the scanners of guardrails say whether they can be used', async () => {
	const { body } = await emulator.call('GET', '/api/v1/guardrails/scanners');
	expect(body.data).toContainEqual(
		expect.objectContaining({ type: 'pii', category: 'local', enabled: true }),
	);
	expect(body.data).toContainEqual(
		expect.objectContaining({ enabled: false, disabled_reason: expect.any(String) as string }),
	);
});
