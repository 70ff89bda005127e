import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { eventTriggers, ids } from '../support/engine/eventTrigger';

const DAY_MS = 24 * 3_600_000;
const emulator = useEmulator();
const { primed, requests } = eventTriggers(emulator);

describe('Approval Requested', () => {
	it('tells nothing of what was there, then each request as one short item', async () => {
		const node = await primed('approvalRequested');
		const [first, second] = emulator.current.requestApprovals(2);

		const items = await node.tick();

		expect(ids(items)).toEqual([first.id, second.id]);
		expect(items?.[0]).toEqual({
			event: 'approvalRequested',
			id: first.id,
			status: 'pending',
			execution_id: first.execution_id,
			agent_id: first.agent_id,
			checkpoint_name: first.checkpoint_name,
			payload: first.payload,
			reason: null,
			decided_by: null,
			decided_at: null,
			expires_at: first.expires_at,
			created_at: first.created_at,
		});
		expect(await node.tick()).toBeNull();
	});

	it('gives whole rows when Simplify is off', async () => {
		const node = await primed('approvalRequested', { simplify: false });
		const [approval] = emulator.current.requestApprovals(1);
		expect(await node.tick()).toEqual([{ event: 'approvalRequested', ...approval }]);
	});

	it('asks once when nothing happened, and once when little did', async () => {
		const node = await primed('approvalRequested');
		await node.tick();
		expect(requests()).toBe(1);
		expect(emulator.current.requests()[0].query).toEqual({ page: '1', limit: '100' });
		emulator.current.requestApprovals(3);
		await node.tick();
		expect(requests()).toBe(2);
	});

	it.each([true, false])('tells 250 at once, with equal times: %s', async (sameTimestamp) => {
		const node = await primed('approvalRequested');
		const approvals = emulator.current.requestApprovals(250, { sameTimestamp });

		const items = await node.tick();

		expect(ids(items).sort()).toEqual(ids(approvals).sort());
		emulator.current.clearRequests();
		expect(await node.tick()).toBeNull();
		expect(requests()).toBe(1);
		node.restart();
		expect(await node.tick()).toBeNull();
		const more = emulator.current.requestApprovals(130, { at: new Date(approvals[249].created_at) });
		expect(ids(await node.tick()).sort()).toEqual(ids(more).sort());
	});

	it('tells one that was decided before the tick, too', async () => {
		const node = await primed('approvalRequested');
		const [approval] = emulator.current.requestApprovals(1);
		emulator.current.decide(approval.id, 'approved');
		expect(ids(await node.tick())).toEqual([approval.id]);
		expect(await node.tick()).toBeNull();
	});

	it.each([DAY_MS, -DAY_MS])('does not mind when the clock of the server jumps by %d ms', async (skew) => {
		const { current } = emulator;
		const node = await primed('approvalRequested');
		current.requestApprovals(250);
		await node.tick();

		current.settings.clockSkewMs = skew;
		const skewed = current.requestApprovals(250);
		expect(ids(await node.tick()).sort()).toEqual(ids(skewed).sort());
		current.settings.clockSkewMs = 0;
		const right = current.requestApprovals(7);
		expect(ids(await node.tick())).toEqual(ids(right));
		expect(await node.tick()).toBeNull();
	});

	it('remembers at most 1000 rows, and tells none of them twice', async () => {
		const node = await primed('approvalRequested');
		for (let round = 0; round < 4; round += 1) {
			const approvals = emulator.current.requestApprovals(400);
			expect(ids(await node.tick()).sort()).toEqual(ids(approvals).sort());
			// The server's clock moves on, so that older rows may be forgotten.
			emulator.current.settings.clockSkewMs += 10;
		}
		expect(await node.tick()).toBeNull();
		const { state } = node.stored()['node:Under Test'] as { state: { seen: object } };
		expect(Object.keys(state.seen).length).toBeLessThanOrEqual(1000);
	}, 20_000);

	it('filters by agent and checkpoint', async () => {
		const { current } = emulator;
		const filters = { agentId: byId(current.ids.agents.support), checkpointName: 'big refund' };
		const node = await primed('approvalRequested', { filters });
		current.requestApprovals(1, { agentId: current.ids.agents.support });
		current.requestApprovals(1, { checkpoint: 'big refund' });
		const wanted = current.requestApprovals(1, {
			agentId: current.ids.agents.support,
			checkpoint: 'big refund',
		});
		expect(ids(await node.tick())).toEqual(ids(wanted));
	});
});

describe('Approval Decided', () => {
	it('tells a decision however deep its row lies, for one request more', async () => {
		const { current } = emulator;
		const old = current.requestApprovals(2);
		current.requestApprovals(350);
		const node = await primed('approvalDecided');
		await node.tick();
		expect(requests()).toBe(2);
		expect(emulator.current.requests()[1].query).toMatchObject({ status: 'pending' });

		current.decide(old[0].id, 'rejected', 'too much');
		const items = await node.tick();

		expect(items).toEqual([
			expect.objectContaining({
				event: 'approvalDecided',
				id: old[0].id,
				status: 'rejected',
				reason: 'too much',
			}),
		]);
		expect(await node.tick()).toBeNull();
	}, 20_000);

	it('asks once when nothing is open below the newest page', async () => {
		const node = await primed('approvalDecided');
		await node.tick();
		expect(requests()).toBe(1);
	});

	it('tells 250 decisions at once, in the order of the decisions, also of rows that it has not seen open', async () => {
		const { current } = emulator;
		const known = current.requestApprovals(150);
		const node = await primed('approvalDecided');
		const all = [...known, ...current.requestApprovals(100, { sameTimestamp: true })];
		for (const { id } of all) current.decide(id, 'approved');

		const items = await node.tick();

		expect(ids(items).sort()).toEqual(ids(all).sort());
		const times = (items ?? []).map(({ decided_at }) => String(decided_at));
		expect(times).toEqual([...times].sort());
		node.restart();
		expect(await node.tick()).toBeNull();
	}, 20_000);

	it('tells of those that expire, and filters by status in every spelling', async () => {
		const { current } = emulator;
		const all = await primed('approvalDecided');
		const rejected = await primed('approvalDecided', { filters: { status: 'rejected' } });
		const [first, second, third] = current.requestApprovals(3);
		current.settings.expiredStatus = 'expired';
		current.decide(first.id, 'approved');
		current.store.approvals.update(second, { status: 'denied' as 'rejected' });
		current.expire(third.id);

		expect(ids(await all.tick()).sort()).toEqual(ids([first, second, third]).sort());
		expect(ids(await rejected.tick())).toEqual([second.id]);
	});

	it('forgets an open row that was deleted', async () => {
		const { current } = emulator;
		const [old] = current.requestApprovals(1);
		current.requestApprovals(120);
		const node = await primed('approvalDecided');
		current.store.approvals.delete(old.id);
		expect(await node.tick()).toBeNull();
		emulator.current.clearRequests();
		await node.tick();
		expect(current.requests({ path: `/api/v1/approvals/${old.id}` })).toEqual([]);
	});
});

describe('Execution Finished and Execution Failed', () => {
	it('tell long runs that end now, each for its own event, agent and status', async () => {
		const { current } = emulator;
		const agent = { filters: { agentId: byId(current.ids.agents.support) } };
		const finished = await primed('executionFinished', agent);
		const completed = await primed('executionFinished', { filters: { status: 'completed' } });
		const failed = await primed('executionFailed');

		const done = current.finishExecutions(120, { durationMs: 30 * DAY_MS });
		const broken = current.finishExecutions(130, { status: 'failed', sameTimestamp: true });
		const foreign = current.finishExecutions(1, { agentId: current.ids.agents.flaky, status: 'failed' });

		const told = await finished.tick();
		expect(ids(told, 'execution_id').sort()).toEqual(ids([...done, ...broken]).sort());
		expect(current.requests()[0].query).toMatchObject({ agent_id: current.ids.agents.support });
		expect(ids(await completed.tick(), 'execution_id').sort()).toEqual(ids(done).sort());
		expect(ids(await failed.tick(), 'execution_id').sort()).toEqual(ids([...broken, ...foreign]).sort());
		for (const node of [finished, completed, failed]) expect(await node.tick()).toBeNull();
	});

	it('follow a run from its start over its pause to its end', async () => {
		const { current } = emulator;
		const node = await primed('executionFinished');
		const [approval] = current.requestApprovals(1);
		expect(await node.tick()).toBeNull();
		current.store.executions.update(current.store.executions.get(approval.execution_id)!, {
			status: 'waiting_approval' as 'awaiting_approval',
		});
		current.finishExecutions(150);
		expect(await node.tick()).toHaveLength(150);
		current.store.executions.update(current.store.executions.get(approval.execution_id)!, {
			status: 'canceled' as 'cancelled',
		});
		expect(await node.tick()).toEqual([
			expect.objectContaining({ event: 'executionFinished', execution_id: approval.execution_id }),
		]);
	});
});

describe('Score Created', () => {
	it('tells new scores of a name, which the server filters', async () => {
		const { current } = emulator;
		const node = await primed('scoreCreated', { filters: { name: 'helpful' } });
		current.createScores(3);
		const scores = current.createScores(250, { name: 'helpful', sameTimestamp: true });
		const items = await node.tick();
		expect(ids(items).sort()).toEqual(ids(scores).sort());
		expect(items?.[0]).toMatchObject({ event: 'scoreCreated', name: 'helpful', value: 0.5 });
		expect(current.requests()[0].query).toEqual({ name: 'helpful', page: '1', limit: '100' });
		current.store.scores.delete(scores[3].id);
		const more = current.createScores(1, { name: 'helpful' });
		expect(ids(await node.tick())).toEqual(ids(more));
	});
});
