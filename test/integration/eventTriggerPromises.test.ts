import { useEmulator } from './harness/agentRun';
import { eventTriggers, ids } from './harness/eventTrigger';
import { PollNode } from './harness/pollNode';

const emulator = useEmulator();
const { primed, trigger } = eventTriggers(emulator);

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
			const items = await node.tick('manual', 'manual');
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
		expect(ids(await node.tick('manual', 'manual'))).toEqual([old.id]);
	});

	it('shows nothing in a manual test when there is nothing to show', async () => {
		const node = await trigger('scoreCreated', { filters: { name: 'never given' } });
		expect(await node.tick('manual', 'manual')).toBeNull();
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
