import { column, useEmulator } from './useEmulator';

const emulator = useEmulator();

const distinct = (values: unknown[]) => new Set(values).size;

/** Every id of a list, read in pages. */
async function idsOf(path: string): Promise<unknown[]> {
	const ids: unknown[] = [];
	for (let page = 1; ; page++) {
		const reply = await emulator.call('GET', `${path}&limit=100&page=${page}`);
		ids.push(...column(reply, 'id'));
		if (page >= Number(reply.body.meta.total_pages)) return ids;
	}
}

describe('approvals requested at once', () => {
	it('are paused executions, 250 of them, newest first in pages', async () => {
		const approvals = emulator.api.requestApprovals(250);
		const listed = await idsOf('/api/v1/approvals?status=pending');
		expect(listed.slice(0, 250)).toEqual(approvals.map(({ id }) => id).reverse());
		const executions = await idsOf('/api/v1/executions?status=awaiting_approval');
		expect(executions.slice(0, 250)).toEqual(approvals.map(({ execution_id }) => execution_id).reverse());
	});

	it('can share their instant', () => {
		const approvals = emulator.api.requestApprovals(20, { sameTimestamp: true });
		expect(distinct(approvals.map(({ created_at }) => created_at))).toBe(1);
		expect(distinct(approvals.map(({ id }) => id))).toBe(20);
	});

	it('can be of any agent, checkpoint, input and instant', () => {
		const { agents } = emulator.api.ids;
		const [approval] = emulator.api.requestApprovals(1, {
			agentId: agents.flaky,
			checkpoint: 'publish',
			input: { message: 'Hi' },
			at: new Date('2026-01-02T03:04:05Z'),
		});
		expect(approval).toMatchObject({
			agent_id: agents.flaky,
			checkpoint_name: 'publish',
			payload: { input: { message: 'Hi' }, output: { content: 'Flaky Agent heard: Hi' } },
			created_at: '2026-01-02T03:04:05.000Z',
		});
	});

	it('go on when they are approved', () => {
		const [approval] = emulator.api.requestApprovals(1);
		emulator.api.decide(approval.id, 'approved');
		expect(emulator.api.store.executions.get(approval.execution_id)).toMatchObject({
			status: 'completed',
			output: { content: 'The refund of 1 for order B-1 is on its way.' },
		});
	});
});

describe('executions finished at once', () => {
	it('have ended, with traces', () => {
		const executions = emulator.api.finishExecutions(3);
		expect(executions.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
		expect(
			emulator.api.store.spans.where(({ execution_id }) => execution_id === executions[0].id),
		).toHaveLength(3);
	});

	it('can have failed, all at one instant', () => {
		const executions = emulator.api.finishExecutions(5, {
			status: 'failed',
			error: 'no',
			sameTimestamp: true,
		});
		expect(executions[4]).toMatchObject({ status: 'failed', error: 'no', output: null });
		expect(distinct(executions.map(({ completed_at }) => completed_at))).toBe(1);
		expect(distinct(executions.map(({ created_at }) => created_at))).toBe(1);
	});

	it('can have begun long before they ended', () => {
		const before = Date.now();
		const [execution] = emulator.api.finishExecutions(1, {
			durationMs: 3_600_000,
			output: { content: 'late' },
		});
		expect(execution).toMatchObject({ duration_ms: 3_600_000, output: { content: 'late' } });
		expect(Date.parse(execution.completed_at!)).toBeGreaterThanOrEqual(before);
	});
});

describe('scores made at once', () => {
	it('have their name and value', async () => {
		const scores = emulator.api.createScores(3, { name: 'tone', value: (index) => index / 2 });
		const listed = await emulator.call('GET', '/api/v1/scores?name=tone');
		expect(column(listed, 'id')).toEqual(scores.map(({ id }) => id).reverse());
		expect(column(listed, 'value')).toEqual([1, 0.5, 0]);
	});

	it('can be about an execution', () => {
		const { executions, traces } = emulator.api.ids;
		const [score] = emulator.api.createScores(1, { executionId: executions.completed });
		expect(score).toMatchObject({ execution_id: executions.completed, trace_id: traces.completed });
	});
});

describe('a server whose clock is off', () => {
	const SKEW = -7_200_000;
	const DAY_MS = 24 * 3_600_000;
	/** Whether a time was told by the server's clock between a moment of ours and now. */
	const isSince = (before: number, timestamp: unknown, aheadMs = 0): boolean => {
		const ours = Date.parse(String(timestamp)) - SKEW - aheadMs;
		return ours >= before && ours <= Date.now();
	};

	beforeEach(() => (emulator.api.settings.clockSkewMs = SKEW));

	it('writes every timestamp by its own clock', async () => {
		// An execution begins a millisecond before its end.
		const before = Date.now() - 1;
		const [approval] = emulator.api.requestApprovals(1);
		const [execution] = emulator.api.finishExecutions(1);
		const decided = emulator.api.decide(approval.id, 'approved');
		const [score] = emulator.api.createScores(1);
		const path = `/api/v1/agents/${emulator.api.ids.agents.support}`;
		const patched = await emulator.call('PATCH', path, { description: 'New' });
		const written = [
			approval.created_at,
			decided.decided_at,
			execution.created_at,
			execution.completed_at,
			score.created_at,
			patched.body.data.updated_at,
		];
		expect(written.filter((timestamp) => !isSince(before, timestamp))).toEqual([]);
		expect(isSince(before, approval.expires_at, DAY_MS)).toBe(true);
	});

	it('says so in the date of its answers', async () => {
		// It has whole seconds.
		const before = Math.floor(Date.now() / 1000) * 1000;
		expect(isSince(before, (await emulator.call('GET', '/health')).headers.get('date'))).toBe(true);
	});

	it('still runs and streams at the usual pace', async () => {
		Object.assign(emulator.api.settings, { streamDeltaMs: 1, asyncRunMs: 5 });
		const path = `/api/v1/agents/${emulator.api.ids.agents.support}/execute`;
		const input = { name: 'Ada', question: 'Why?' };
		const { body } = await emulator.call('POST', path, { input, sync: false });
		const { text } = await emulator.call('GET', `/api/v1/executions/${body.data.execution_id}/stream`);
		expect(text).toMatch('event: done');
	});
});
