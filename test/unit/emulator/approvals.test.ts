import { column, useEmulator } from './useEmulator';

const emulator = useEmulator();

const start = async () => {
	const path = `/api/v1/agents/${emulator.api.ids.agents.refund}/execute`;
	const { body } = await emulator.call('POST', path, { input: { order_id: 'A-7', amount: 30 } });
	const approval = await emulator.call(
		'GET',
		`/api/v1/executions/${body.data.execution_id}/pending-approval`,
	);
	return { result: body.data, approval: approval.body.data };
};
const decide = (id: unknown, body: object) => emulator.call('POST', `/api/v1/approvals/${id}/decide`, body);
const execution = async (id: unknown) => (await emulator.call('GET', `/api/v1/executions/${id}`)).body.data;

describe('an agent that needs approval', () => {
	it('pauses with a result that has no output', async () => {
		const { result } = await start();
		expect(result).toMatchObject({ status: 'awaiting_approval', output: null, error: '' });
	});

	it('asks for it with what is to be decided', async () => {
		const { result, approval } = await start();
		expect(approval).toMatchObject({
			execution_id: result.execution_id,
			agent_id: emulator.api.ids.agents.refund,
			checkpoint_name: 'refund',
			payload: { agent_name: 'Refund Approver', input: { order_id: 'A-7', amount: 30 } },
			status: 'pending',
			reason: null,
			decided_at: null,
		});
		expect(Date.parse(`${approval.expires_at}`)).toBeGreaterThan(Date.now());
	});

	it('completes with its output once approved', async () => {
		const { result, approval } = await start();
		const decided = await decide(approval.id, { decision: 'approved', reason: 'fine' });
		expect(decided.body.data).toMatchObject({
			status: 'approved',
			reason: 'fine',
			decided_by: emulator.api.ids.user,
		});
		expect(await execution(result.execution_id)).toMatchObject({
			status: 'completed',
			output: { content: 'The refund of 30 for order A-7 is on its way.' },
		});
	});

	it('ends as rejected, without output, once rejected', async () => {
		const { result, approval } = await start();
		await decide(approval.id, { decision: 'rejected', reason: 'too much' });
		expect(await execution(result.execution_id)).toMatchObject({
			status: 'rejected',
			output: null,
			error: 'too much',
		});
	});

	it('cannot be decided twice', async () => {
		const { approval } = await start();
		await decide(approval.id, { decision: 'approved' });
		expect((await decide(approval.id, { decision: 'rejected' })).status).toBe(400);
	});

	it('can only be approved or rejected', async () => {
		const { approval } = await start();
		const reply = await decide(approval.id, { decision: 'approve' });
		expect(reply.status).toBe(400);
		expect(reply.body.error.details.field).toBe('decision');
	});
});

describe('an approval past its time', () => {
	const TTL_MS = 5;

	beforeEach(() => (emulator.api.settings.approvalTtlMs = TTL_MS));

	// Timers fire in the order of their time, so the one of the approval comes before this one.
	const outlive = () => new Promise((resolve) => setTimeout(resolve, 2 * TTL_MS));
	const request = () => emulator.api.requestApprovals(1)[0];

	it('expires, fails its execution and can no longer be decided', async () => {
		const approval = request();
		await outlive();
		expect((await emulator.call('GET', `/api/v1/approvals/${approval.id}`)).body.data.status).toBe('expired');
		expect(await execution(approval.execution_id)).toMatchObject({
			status: 'failed',
			error: 'approval expired',
			output: null,
		});
		expect((await decide(approval.id, { decision: 'approved' })).status).toBe(400);
	});

	it('can leave its execution waiting', async () => {
		emulator.api.settings.expiredExecution = 'awaiting_approval';
		const approval = request();
		await outlive();
		expect(approval.status).toBe('expired');
		expect(await execution(approval.execution_id)).toMatchObject({ status: 'awaiting_approval' });
	});

	it('can stay pending', async () => {
		emulator.api.settings.expiredStatus = 'pending';
		const approval = request();
		await outlive();
		expect(approval.status).toBe('pending');
		expect((await decide(approval.id, { decision: 'approved' })).status).toBe(200);
	});

	it('is left alone when it was decided before', async () => {
		const approval = request();
		emulator.api.decide(approval.id, 'approved');
		await outlive();
		expect(approval.status).toBe('approved');
		expect(await execution(approval.execution_id)).toMatchObject({ status: 'completed' });
	});

	it('can be made to expire', () => {
		emulator.api.settings.approvalTtlMs = 1_000_000;
		expect(emulator.api.expire(request().id).status).toBe('expired');
	});
});

describe('deciding from outside', () => {
	it('does what the route does', async () => {
		const { result, approval } = await start();
		expect(emulator.api.decide(`${approval.id}`, 'rejected', 'no')).toMatchObject({
			status: 'rejected',
			reason: 'no',
		});
		expect(await execution(result.execution_id)).toMatchObject({ status: 'rejected', error: 'no' });
	});

	it('throws where the route refuses', () => {
		expect(() => emulator.api.decide('nothing', 'approved')).toThrow('approval not found');
		expect(() => emulator.api.decide(emulator.api.ids.approvals.approved, 'approved')).toThrow('already');
	});
});

describe('approval lists', () => {
	it('show what is pending, newest first', async () => {
		const { approval } = await start();
		const pending = await emulator.call('GET', '/api/v1/approvals?status=pending');
		expect(column(pending, 'id')).toEqual([approval.id, emulator.api.ids.approvals.pending]);
	});

	it('no longer offer a decided one to its execution', async () => {
		const { result, approval } = await start();
		await decide(approval.id, { decision: 'approved' });
		const reply = await emulator.call('GET', `/api/v1/executions/${result.execution_id}/pending-approval`);
		expect(reply.status).toBe(404);
	});
});
