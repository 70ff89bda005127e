import { LIMITED_API_KEY } from '../../emulator/server/guard';
import { column, type Reply, useEmulator } from './useEmulator';
import type { OddityName } from '../../emulator/oddities';

const NEW_TRIGGER = { name: 'Shop', is_active: undefined };

describe.each([1, 2] as const)('a server of generation %i', (generation) => {
	const emulator = useEmulator({ generation });
	const { call } = emulator;
	const odd = (...names: OddityName[]) => (emulator.api.settings.oddities = new Set(names));
	const collection = generation === 1 ? '/api/v1/webhook-triggers' : '/api/v1/triggers';
	const create = async () =>
		(await call('POST', collection, { ...NEW_TRIGGER, agent_id: emulator.api.ids.agents.support })).body.data;

	it('makes triggers inactive unless they are asked to be active', async () => {
		expect((await create()).is_active).toBe(true);
		odd('inactiveTriggers');
		const { token, is_active } = await create();
		expect(is_active).toBe(false);
		const reply = await call('POST', `/hooks/${String(token)}`, { name: 'Ada', question: 'Why?' });
		expect(reply.status).toBe(400);
	});

	it('shows the token of a hook in the input of its run, also when that is read later', async () => {
		const token = emulator.api.ids.webhookTokens.open;
		const inputs = async () => {
			const { body } = await call('POST', `/hooks/${token}`, { name: 'Ada', question: 'Why?' });
			const later = await call('GET', `/api/v1/executions/${String(body.data.id)}`);
			return [body.data.input, later.body.data.input];
		};
		const [plain] = await inputs();
		expect(plain).not.toHaveProperty('token');
		odd('hookTokenInInput');
		expect(await inputs()).toMatchObject([{ token }, { token }]);
	});

	it('has an output while a run waits for approval, and after it was rejected', async () => {
		const { executions, approvals } = emulator.api.ids;
		const output = async () =>
			(await call('GET', `/api/v1/executions/${executions.awaitingApproval}`)).body.data.output;
		expect(await output()).toBeNull();
		odd('outputWhilePaused');
		expect(await output()).toMatchObject({ content: expect.any(String) });
		emulator.api.decide(approvals.pending, 'rejected');
		expect(await output()).toMatchObject({ content: expect.any(String) });
	});

	it('finds a trace by the ID of its row alone', async () => {
		const [{ id, trace_id }] = emulator.api.store.spans.all();
		const get = async (key: string) => (await call('GET', `/api/v1/traces/${key}`)).status;
		expect([await get(id), await get(trace_id)]).toEqual([404, 200]);
		odd('tracesByRowId');
		expect([await get(id), await get(trace_id)]).toEqual([200, 404]);
	});

	it('ignores filters', async () => {
		const total = async (path: string) => (await call('GET', path)).body.meta.total;
		const all = await total('/api/v1/traces');
		expect(await total('/api/v1/traces?status=error')).toBeLessThan(Number(all));
		odd('ignoredFilters');
		expect(await total('/api/v1/traces?status=error')).toBe(all);
	});

	it('does not keep the metadata of a new chat session', async () => {
		const body = { agent_id: emulator.api.ids.agents.support, metadata: { ticket: 7 } };
		const metadata = async () => (await call('POST', '/api/v1/chat/sessions', body)).body.data.metadata;
		expect(await metadata()).toEqual({ ticket: 7 });
		odd('ignoredSessionMetadata');
		expect(await metadata()).toEqual({});
	});

	it('changes the order of rows of one moment between two requests', async () => {
		emulator.api.finishExecutions(60, { sameTimestamp: true });
		const order = async () => column(await call('GET', '/api/v1/executions?limit=60'), 'id');
		expect(await order()).toEqual(await order());
		odd('unstableOrder');
		const [first, second] = [await order(), await order()];
		expect(second).not.toEqual(first);
		expect([...second].sort()).toEqual([...first].sort());
	});

	it('refuses agents to a key that is limited to another one', async () => {
		const { support, refund } = emulator.api.ids.agents;
		const get = async (id: string) =>
			(await call('GET', `/api/v1/agents/${id}`, undefined, { 'X-API-Key': LIMITED_API_KEY })).status;
		expect(await get(support)).toBe(401);
		odd('limitedKeys');
		expect([await get(support), await get(refund)]).toEqual([200, 403]);
	});

	it('says in its own words what the state of a thing forbids', async () => {
		const refusal = async (): Promise<Reply> =>
			generation === 1
				? await call('POST', `/api/v1/approvals/${emulator.api.ids.approvals.approved}/decide`, {
						decision: 'approved',
					})
				: await call('POST', `/api/v1/executions/${emulator.api.ids.executions.completed}/approve`);
		const plain = await refusal();
		odd('refusedStates');
		const { status, body } = await refusal();
		expect(status).toBe(400);
		expect(body.error).toEqual({ code: 'bad_request', message: expect.any(String) as string });
		expect(body.error.message).not.toEqual(plain.body.error.message);
	});
});

describe('a server of the first generation', () => {
	const emulator = useEmulator();

	it.each(['traces/summary', 'executions/approval-inbox'])('takes %s for an ID', async (path) => {
		const plain = await emulator.call('GET', `/api/v1/${path}`);
		expect(plain).toMatchObject({ status: 404, body: {} });
		expect(plain.text).toBe('404 page not found');
		emulator.api.settings.oddities = new Set(['pathsTakenForIds']);
		const reply = await emulator.call('GET', `/api/v1/${path}`);
		expect(reply).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
	});
});

describe('a server of the second generation', () => {
	const emulator = useEmulator({ generation: 2 });
	const odd = (name: OddityName) => (emulator.api.settings.oddities = new Set([name]));

	it('may word the meta of lists like the first one', async () => {
		const meta = async () => (await emulator.call('GET', '/api/v1/agents')).body.meta;
		expect(await meta()).toMatchObject({ pages: 2 });
		odd('totalPagesMeta');
		expect(await meta()).toEqual({ total: 30, page: 1, limit: 20, total_pages: 2 });
	});

	it('may promote a version by PUT', async () => {
		const { agents, agentVersions } = emulator.api.ids;
		const path = `/api/v1/agents/${agents.support}/versions/${agentVersions.support}/promote`;
		const statuses = async () => [
			(await emulator.call('PUT', path)).status,
			(await emulator.call('POST', path)).status,
		];
		expect(await statuses()).toEqual([405, 200]);
		odd('promoteByPut');
		expect(await statuses()).toEqual([200, 405]);
	});

	it('may give the whole list of files at once', async () => {
		const path = `/api/v1/agents/${emulator.api.ids.agents.support}/vfs?recursive=true&limit=1&offset=1`;
		const list = async () => (await emulator.call('GET', path)).body.data;
		expect(await list()).toMatchObject({ items: [{}] });
		odd('wholeFileList');
		const { items, total } = await list();
		expect(items).toHaveLength(Number(total));
	});
});
