import type { INodeParameters } from 'n8n-workflow';

import { useEmulator } from '../support/engine/agentRun';
import { eventTriggers, ids } from '../support/engine/eventTrigger';
import { PollNode } from '../support/engine/pollNode';
import { until } from '../support/engine/until';

const emulator = useEmulator();
const { primed, requests, trigger } = eventTriggers(emulator);

describe('every event', () => {
	it('is lost and doubled by no failure half-way', async () => {
		const { current } = emulator;
		const node = await primed('approvalRequested');
		const approvals = current.requestApprovals(250);
		const before = node.stored();
		const end = current.fault({ path: '/api/v1/approvals', skip: 2, status: 400 });
		await expect(node.tick()).rejects.toMatchObject({ name: 'NodeApiError', httpCode: '400' });
		expect(node.stored()).toEqual(before);
		end();
		expect(ids(await node.tick()).sort()).toEqual(ids(approvals).sort());
	});

	it('is told once by ticks that overlap', async () => {
		const { current } = emulator;
		const node = await primed('approvalRequested');
		const approvals = current.requestApprovals(150);
		current.fault({ path: '/api/v1/approvals', times: 1, delayMs: 100 });
		const told = await Promise.all([node.tick(), node.tick()]);
		expect(told.flatMap((items) => ids(items)).sort()).toEqual(ids(approvals).sort());
	});

	it("is told from n8n's last store on after a crash", async () => {
		const { current } = emulator;
		const node = await primed('executionFinished');
		node.restart();
		const done = current.finishExecutions(20);
		expect(await node.tick()).toHaveLength(20);
		node.restart();
		current.requestApprovals(120);
		expect(await node.tick()).toBeNull();
		current.finishExecutions(1);
		expect(ids(await node.tick(), 'execution_id')).not.toContain(done[0].id);
	});

	it('starts anew when the event, a filter or the server changes', async () => {
		const { current } = emulator;
		const node = await primed('approvalRequested');
		current.requestApprovals(1);
		node.restart({ triggerOn: 'scoreCreated' });
		current.createScores(2);
		expect(await node.tick()).toBeNull();
		node.restart({ filters: { name: 'quality' } });
		current.createScores(2);
		expect(await node.tick()).toBeNull();
		current.createScores(2);
		expect(await node.tick()).toHaveLength(2);
	});

	it.each(['approvalDecided', 'approvalRequested', 'executionFailed', 'executionFinished', 'scoreCreated'])(
		'shows its latest in a manual test, and remembers nothing of it: %s',
		async (triggerOn) => {
			const node = await trigger(triggerOn);
			const items = await node.test();
			expect(items).toEqual([expect.objectContaining({ event: triggerOn })]);
			expect(node.stored()).toEqual({});
		},
	);

	it('shows the latest decision in a manual test, behind however many open approvals', async () => {
		const { current } = emulator;
		const [old, older] = current.requestApprovals(2);
		current.requestApprovals(600);
		current.decide(older.id, 'approved');
		current.settings.clockSkewMs += 10;
		current.decide(old.id, 'rejected');
		const node = await trigger('approvalDecided');
		expect(ids(await node.test())).toEqual([old.id]);
	});

	it('shows nothing in a manual test when there is nothing to show', async () => {
		const node = await trigger('scoreCreated', { filters: { name: 'never given' } });
		expect(await node.test()).toBeNull();
	});

	it('fails in the words of the nodes', async () => {
		const credential = { ...emulator.credential(), apiKey: 'wrong' };
		const node = await PollNode.create('promptRailsEventTrigger', credential, {});
		await expect(node.tick()).rejects.toMatchObject({
			message: 'PromptRails did not accept the API key',
			httpCode: '401',
		});
	});
});

describe('what happened while no poll ran', () => {
	/** A published trigger, whose workflow was started by one approval. */
	async function started(parameters: INodeParameters = {}): Promise<PollNode> {
		const node = await primed('approvalRequested', parameters);
		const known = emulator.current.requestApprovals(1);
		expect(ids(await node.tick())).toEqual(ids(known));
		return node;
	}

	it('starts the workflow when n8n was down: at once, in order, each once', async () => {
		const node = await started();
		const missed = emulator.current.requestApprovals(25);
		expect(ids(await node.publish('init'))).toEqual(ids(missed));
		expect(await node.tick()).toBeNull();
	});

	it.each(['update', 'leadershipChange'] as const)(
		'starts the workflow when it stayed published (%s)',
		async (activation) => {
			const node = await started();
			const missed = emulator.current.requestApprovals(3);
			expect(ids(await node.publish(activation))).toEqual(ids(missed));
		},
	);

	it.each(['activate', 'create'] as const)(
		'does not start a workflow that was unpublished meanwhile (%s); what happens from then on does',
		async (activation) => {
			const node = await started();
			emulator.current.requestApprovals(25);
			expect(await node.publish(activation)).toBeNull();
			const fresh = emulator.current.requestApprovals(2);
			expect(ids(await node.tick())).toEqual(ids(fresh));
			expect(await node.tick()).toBeNull();
		},
	);

	it('starts a workflow that was unpublished meanwhile with the option Catch Up', async () => {
		const node = await started({ options: { catchUp: true } });
		const missed = emulator.current.requestApprovals(25);
		expect(ids(await node.publish())).toEqual(ids(missed));
		expect(await node.tick()).toBeNull();
	});

	it('never starts it when it was before the first publication, with Catch Up neither', async () => {
		emulator.current.requestApprovals(5);
		const node = await trigger('approvalRequested', { options: { catchUp: true } });
		expect(await node.publish()).toBeNull();
	});

	it('is not lost by a publication whose first poll fails', async () => {
		const { current } = emulator;
		const node = await started({ options: { catchUp: true } });
		const missed = current.requestApprovals(2);
		const end = current.fault({ path: '/api/v1/approvals', status: 400 });
		await expect(node.publish()).rejects.toMatchObject({ httpCode: '400' });
		end();
		expect(ids(await node.publish())).toEqual(ids(missed));
	});

	it('is forgotten by the publication, not by a first poll that failed before it', async () => {
		const { current } = emulator;
		const node = await started();
		current.requestApprovals(2);
		const end = current.fault({ path: '/api/v1/approvals', status: 400 });
		await expect(node.publish()).rejects.toMatchObject({ httpCode: '400' });
		end();
		expect(await node.tick()).toBeNull();
		const fresh = current.requestApprovals(1);
		expect(ids(await node.tick())).toEqual(ids(fresh));
	});

	it('loses no decision: one made while n8n was down comes', async () => {
		const { current } = emulator;
		const [approval] = current.requestApprovals(1);
		const node = await primed('approvalDecided');
		current.decide(approval.id, 'approved');
		expect(ids(await node.publish('init'))).toEqual([approval.id]);
	});

	it('includes no decision from while it was unpublished, and the next decision comes', async () => {
		const { current } = emulator;
		const [first, second] = current.requestApprovals(2);
		const node = await primed('approvalDecided');
		current.decide(first.id, 'approved');
		expect(await node.publish()).toBeNull();
		current.decide(second.id, 'rejected');
		expect(ids(await node.tick())).toEqual([second.id]);
	});
});

test('rows that are deleted while a poll reads several pages lose no other row', async () => {
	const { current } = emulator;
	const node = await primed('approvalRequested');
	const approvals = current.requestApprovals(250);
	current.fault({ path: '/api/v1/approvals', skip: 1, times: 1, delayMs: 300 });
	const first = node.tick();
	await until(() => requests() === 2);
	for (const { id } of approvals.slice(-7)) current.store.approvals.delete(id);
	const found = [...ids(await first), ...ids(await node.tick())];
	expect(found).toEqual([...new Set(found)]);
	expect(found).toEqual(expect.arrayContaining(ids(approvals.slice(0, -7))));
});
