import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { SECRET, signed } from '../support/engine/agentWebhook';
import { eventTriggers, ids } from '../support/engine/eventTrigger';
import { searchList } from '../support/engine/loadOptions';
import { runNode } from '../support/engine/runNode';
import { until } from '../support/engine/until';
import { TriggerWorkflow } from '../support/engine/webhookTrigger';

const emulator = useEmulator({ generation: 2 });
const { primed, requests } = eventTriggers(emulator);

const waiting = (): string => emulator.current.ids.executions.awaitingApproval;
const seen = (): string[] => emulator.current.requests().map(({ method, path }) => `${method} ${path}`);

const approvalNode = (parameters: INodeParameters, items = [{}]) =>
	runNode({ type: 'promptRailsApproval', credential: emulator.credential(), parameters, items });

/** Decides the pending approval of a run, as a person would. */
function decide(executionId: string, decision: 'approved' | 'rejected'): void {
	const { approvals } = emulator.current.store;
	const [pending] = approvals.where((one) => one.execution_id === executionId && one.status === 'pending');
	emulator.current.decide(pending.id, decision);
}

describe('the fallback to the newer routes', () => {
	it('finds them once an execution, however many items are in flight', async () => {
		const items = Array.from({ length: 30 }, () => ({}));
		const { json, error } = await approvalNode({ operation: 'get', approvalId: byId(waiting()) }, items);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(30);
		const probes = seen().filter((request) => request.includes('/approvals/'));
		// No more than were in flight before the first of them was answered.
		expect(probes.length).toBeLessThanOrEqual(10);
		expect(seen().filter((request) => request.includes('/executions/'))).toHaveLength(30);
	});

	it('decides once for each item: what the router turned away was not carried out', async () => {
		const { json } = await approvalNode({
			operation: 'decide',
			approvalId: byId(waiting()),
			decision: 'rejected',
			additionalFields: { reason: 'No receipt' },
		});
		expect(json).toMatchObject([{ id: waiting(), status: 'rejected', reason: 'No receipt' }]);
		expect(seen()).toEqual([
			`POST /api/v1/approvals/${waiting()}/decide`,
			`POST /api/v1/executions/${waiting()}/deny`,
		]);
		expect(emulator.current.requests()[1].body).toEqual({ reason: 'No receipt' });
	});

	it.each(['aproved', 'constructor'])('denies nothing for %s, which is no decision', async (given) => {
		const decision = `={{ "${given}" }}`;
		const { error } = await approvalNode({ operation: 'decide', approvalId: byId(waiting()), decision });
		expect(error?.message).toContain(`'${given}' is no decision`);
		expect(seen()).toEqual([`POST /api/v1/approvals/${waiting()}/decide`]);
	});

	it('leaves a missing entry a missing entry', async () => {
		const { error } = await approvalNode({ operation: 'get', approvalId: byId('nobody') });
		expect(error).toMatchObject({ httpCode: '404', message: 'Execution not found [item 0]' });
	});

	it('lists what waits under the status that the server calls otherwise', async () => {
		emulator.current.settings.oddities.add('exactStatusFilter');
		const { json } = await runNode({
			type: 'promptRailsExecution',
			credential: emulator.credential(),
			parameters: {
				resource: 'execution',
				operation: 'getAll',
				returnAll: true,
				filters: { status: 'awaiting_approval' },
			},
		});
		expect(json).toMatchObject([{ execution_id: waiting(), status: 'awaiting_approval' }]);
		expect(emulator.current.requests().map(({ query }) => query.status)).toEqual([
			'awaiting_approval',
			'waiting_approval',
		]);
	});

	it('offers the runs of the inbox where an approval is picked', async () => {
		const { results } = await searchList(
			{
				type: 'promptRailsApproval',
				parameters: { operation: 'get' },
				credential: emulator.credential(),
			},
			'searchApprovals',
		);
		expect(results).toMatchObject([{ value: waiting(), name: expect.stringContaining('Pending') }]);
	});
});

describe('an approval gate', () => {
	const wait = (parameters: INodeParameters = {}) =>
		approvalNode({
			operation: 'wait',
			approvalId: byId(waiting()),
			waitMode: 'hold',
			holdInterval: 0.05,
			holdLimit: 1,
			...parameters,
		});

	it.each([
		['approved', [0, 1, 0]],
		['rejected', [0, 0, 1]],
	] as const)('leaves by the branch of its decision once it is %s', async (decision, expected) => {
		const result = wait();
		await until(() => requests() >= 3);
		decide(waiting(), decision);
		const { outputs } = await result;
		expect(outputs.map((items) => items.length)).toEqual(expected);
		expect(outputs.flat()[0].json).toMatchObject({ id: waiting(), status: decision });
	});

	it('leaves as pending at its limit', async () => {
		const { outputs } = await wait({ holdLimit: 0.01 });
		expect(outputs.map((items) => items.length)).toEqual([1, 0, 0]);
	});
});

describe('the event trigger', () => {
	it('tells each request once, by the run that waits', async () => {
		const node = await primed('approvalRequested');
		const approvals = emulator.current.requestApprovals(130);
		const items = await node.tick();
		expect(ids(items, 'execution_id').sort()).toEqual(ids(approvals, 'execution_id').sort());
		expect(items?.[0]).toMatchObject({ event: 'approvalRequested', status: 'pending' });
		expect(await node.tick()).toBeNull();
	});

	it('tells each decision once', async () => {
		const node = await primed('approvalDecided');
		const [first, second] = emulator.current.requestApprovals(2);
		expect(await node.tick()).toBeNull();
		decide(first.execution_id, 'approved');
		decide(second.execution_id, 'rejected');
		const items = await node.tick();
		expect(items?.map(({ execution_id, status }) => [execution_id, status]).sort()).toEqual(
			[
				[first.execution_id, 'approved'],
				[second.execution_id, 'rejected'],
			].sort(),
		);
		node.restart();
		expect(await node.tick()).toBeNull();
	});

	it('says what there is instead of scores', async () => {
		const { trigger } = eventTriggers(emulator);
		const node = await trigger('scoreCreated');
		await expect(node.tick()).rejects.toThrow('This PromptRails server has no scores');
	});
});

describe('an agent webhook', () => {
	it('is created, called, found again and deleted as a generic trigger', async () => {
		const workflow = new TriggerWorkflow(emulator.credential(), {
			triggerOn: 'agentWebhook',
			agentId: byId(emulator.current.ids.agents.support),
			secret: SECRET,
		});
		workflow.id = 'newer';
		const ours = () => emulator.current.store.webhookTriggers.where(({ name }) => name.startsWith('n8n'));

		await workflow.publish();
		expect(ours()).toMatchObject([{ source: 'generic', is_active: true, has_secret: true }]);
		await workflow.publish();
		expect(ours()).toHaveLength(1);
		const { status, items } = await workflow.call(signed());
		expect(status).toBe(202);
		expect(items).toMatchObject([{ status: 'completed' }]);
		await workflow.unpublish();
		expect(ours()).toEqual([]);
	});
});
