import type { Emulator } from '../emulator';
import { jsonOf, type SavedWorkflow } from '../host';
import { EVENT_TRIGGER, eventWorkflow, told, toldAtLeast } from '../support/n8n/eventWorkflow';
import { sharedHost } from '../support/n8n/sharedHost';
import { Stage } from '../support/n8n/stage';

// An n8n of its own starts, is killed, and starts again.
jest.setTimeout(240_000);

describe('PromptRails Event Trigger in n8n', () => {
	let stage: Stage;
	let emulator: Emulator;

	beforeAll(async () => {
		stage = await Stage.open(sharedHost());
		emulator = stage.emulator;
	});
	afterAll(() => stage?.close());

	const create = async (triggerOn: string) =>
		await stage.client.createWorkflow(eventWorkflow(triggerOn, stage.credentials));
	const soFar = async (workflow: SavedWorkflow) => await told(stage.client, emulator, workflow, 3);
	const sorted = async (workflow: SavedWorkflow, count: number) =>
		(await toldAtLeast(stage.client, emulator, workflow, count)).sort();

	it('starts the workflow with each of 250 approvals once, before and after a crash of n8n', async () => {
		const workflow = await create('approvalRequested');
		await stage.client.publish(workflow);
		expect(await soFar(workflow)).toEqual([]);

		const before = [
			...emulator.requestApprovals(150, { sameTimestamp: true }),
			...emulator.requestApprovals(100),
		].map(({ id }) => id);
		expect(await sorted(workflow, 250)).toEqual([...before].sort());

		await stage.kill();
		const meanwhile = emulator.requestApprovals(30).map(({ id }) => id);
		await stage.startAgain();
		expect(await sorted(workflow, 280)).toEqual([...before, ...meanwhile].sort());

		const after = emulator.requestApprovals(250, { sameTimestamp: true }).map(({ id }) => id);
		expect(await sorted(workflow, 530)).toEqual([...before, ...meanwhile, ...after].sort());
		await stage.client.unpublish(workflow);
	});

	it.each([
		[false, 'does not start the workflow'],
		[true, 'starts the workflow'],
	])('with Catch Up %s, what happened while it was unpublished %s', async (catchUp) => {
		const definition = eventWorkflow('approvalRequested', stage.credentials, { options: { catchUp } });
		const workflow = await stage.client.createWorkflow(definition);
		await stage.client.publish(workflow);
		const published = emulator.requestApprovals(2).map(({ id }) => id);
		expect(await sorted(workflow, 2)).toEqual([...published].sort());

		await stage.client.unpublish(workflow);
		const missed = emulator.requestApprovals(25).map(({ id }) => id);
		await stage.client.publish(workflow);
		const after = emulator.requestApprovals(3).map(({ id }) => id);
		const expected = [...published, ...(catchUp ? missed : []), ...after];
		expect(await sorted(workflow, expected.length)).toEqual(expected.sort());
		await stage.client.unpublish(workflow);
	});

	it('shows the latest event in a manual test', async () => {
		const workflow = await create('approvalDecided');
		const execution = await stage.client.ended(await stage.client.startManually(workflow, EVENT_TRIGGER));
		expect(execution.status).toBe('success');
		expect(jsonOf(execution, EVENT_TRIGGER)).toEqual([
			expect.objectContaining({ event: 'approvalDecided', id: emulator.ids.approvals.approved }),
		]);
	});
});
