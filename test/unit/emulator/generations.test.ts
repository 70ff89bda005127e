import { contracts } from '../../contracts';
import { useEmulator } from './useEmulator';

const REMOVED = [
	/\/approvals/,
	/\/memories/,
	/\/scores/,
	/\/score-configs/,
	/\/costs\//,
	/\/dashboard\//,
	/^\/api\/v1\/sessions/,
	/^\/api\/v1\/templates/,
	/\/webhook-triggers/,
	/\/prompts\/[^/]+\/run$/,
];

const emulator = useEmulator({ generation: 2 });

const routes = contracts[1].map(({ method, path }) => [method, path] as const);
const isRemoved = (path: string): boolean => REMOVED.some((pattern) => pattern.test(path));
const called = (path: string): string => path.replace(/\{\w+\}/g, 'nothing');

describe('an emulator of the second generation', () => {
	it.each(routes.filter(([, path]) => isRemoved(path)))('does not know %s %s', async (method, path) => {
		const reply = await emulator.call(method, called(path));
		expect(reply).toMatchObject({ status: 404, text: '404 page not found' });
	});

	it('tells the number of pages as pages', async () => {
		const { body } = await emulator.call('GET', '/api/v1/executions?limit=2');
		expect(body.meta).toEqual({ total: 5, page: 1, limit: 2, pages: 3 });
	});

	it('promotes versions with POST alone', async () => {
		const { agents, agentVersions } = emulator.api.ids;
		const path = `/api/v1/agents/${agents.support}/versions/${agentVersions.support}/promote`;
		expect(await emulator.call('PUT', path)).toMatchObject({ status: 405, text: '405 method not allowed' });
		expect(await emulator.call('POST', path)).toMatchObject({
			status: 200,
			body: { data: { is_current: true } },
		});
	});
});

describe('approvals of the second generation', () => {
	const waiting = () => `/api/v1/executions/${emulator.api.ids.executions.awaitingApproval}`;
	const inbox = async () => (await emulator.call('GET', '/api/v1/executions/approval-inbox')).body;

	it('are the executions of the inbox', async () => {
		expect(await inbox()).toMatchObject({
			data: [
				{
					id: emulator.api.ids.executions.awaitingApproval,
					status: 'waiting_approval',
					approval_expires_at: expect.any(String) as string,
				},
			],
			meta: { total: 1, pages: 1 },
		});
	});

	it.each([
		['approve', { status: 'completed', error: '' }],
		['deny', { status: 'rejected', error: 'approval denied' }],
	])('leave the inbox with %s', async (verb, outcome) => {
		const reply = await emulator.call('POST', `${waiting()}/${verb}`, { reason: undefined });
		expect(reply).toMatchObject({ status: 200, body: { data: outcome } });
		expect((await inbox()).data).toEqual([]);
		expect((await emulator.call('GET', waiting())).body.data).toMatchObject(outcome);
	});

	it('are decided once', async () => {
		await emulator.call('POST', `${waiting()}/approve`);
		expect((await emulator.call('POST', `${waiting()}/deny`)).status).toBe(400);
	});

	it('are listed under the status that the generation has', async () => {
		const listed = async (status: string) =>
			(await emulator.call('GET', `/api/v1/executions?status=${status}`)).body.meta.total;
		expect([await listed('waiting_approval'), await listed('awaiting_approval')]).toEqual([1, 1]);
		emulator.api.settings.oddities.add('exactStatusFilter');
		expect([await listed('waiting_approval'), await listed('awaiting_approval')]).toEqual([1, 0]);
	});
});

describe('the trace summary', () => {
	const summary = async (query = '') =>
		(await emulator.call('GET', `/api/v1/traces/summary${query}`)).body.data;

	it('adds up what the runs cost, as the runs themselves tell it', async () => {
		const runs = emulator.api.store.executions.where(({ completed_at }) => completed_at !== null);
		expect(await summary()).toEqual({
			total_traces: runs.length,
			total_tokens: runs.reduce((total, { token_usage }) => total + token_usage.total_tokens, 0),
			total_cost: expect.closeTo(runs.reduce((total, { cost }) => total + cost, 0)) as number,
			avg_duration_ms: expect.any(Number) as number,
			error_count: 1,
			unique_models: expect.any(Number) as number,
			unique_sessions: 1,
		});
	});

	it('counts one agent, and a period', async () => {
		const { support } = emulator.api.ids.agents;
		expect(await summary(`?agent_id=${support}`)).toMatchObject({ total_traces: 2 });
		expect(await summary('?date_to=2001-01-01')).toMatchObject({ total_traces: 0, avg_duration_ms: 0 });
	});
});

describe('triggers', () => {
	it('have a source, generic unless another one is asked for', async () => {
		const body = { name: 'Hook', agent_id: emulator.api.ids.agents.support, generate_secret: true };
		const generic = await emulator.call('POST', '/api/v1/triggers', body);
		expect(generic).toMatchObject({
			status: 201,
			body: { data: { source: 'generic', token: expect.any(String), secret: expect.any(String) } },
		});
		const slack = await emulator.call('POST', '/api/v1/triggers', { ...body, source: 'slack' });
		expect(slack.body.data.source).toBe('slack');
		const { body: found } = await emulator.call('GET', `/api/v1/triggers/${slack.body.data.id.toString()}`);
		expect(found.data).toMatchObject({ source: 'slack', source_config: {}, reply_config: {} });
		expect(found.data).not.toHaveProperty('token');
	});
});

describe('an emulator of the first generation', () => {
	const first = useEmulator();

	it.each([
		['GET', '/api/v1/executions/approval-inbox', 404],
		['POST', '/api/v1/executions/nothing/approve', 404],
		['POST', '/api/v1/executions/nothing/deny', 404],
		['GET', '/api/v1/traces/summary', 404],
		['GET', '/api/v1/triggers', 404],
		['POST', '/api/v1/agents/nothing/versions/nothing/promote', 405],
	])('knows nothing of %s %s', async (method, path, status) => {
		expect((await first.call(method, path)).status).toBe(status);
	});

	it('shows nothing of what executions and triggers have since', async () => {
		const { executions, webhookTriggers } = first.api.ids;
		const execution = await first.call('GET', `/api/v1/executions/${executions.completed}`);
		expect(execution.body.data).not.toHaveProperty('approval_expires_at');
		const trigger = await first.call('GET', `/api/v1/webhook-triggers/${webhookTriggers.open}`);
		expect(trigger.body.data).not.toHaveProperty('source');
	});
});
