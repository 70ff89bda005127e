import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { signed, useTriggerWorkflows } from '../support/engine/agentWebhook';
import { WaitingWebhooks } from '../support/engine/waitingWebhooks';
import type { TriggerWorkflow } from '../support/engine/webhookTrigger';

const NODE = '3f0c1f0e-9a55-4a36-8d3f-1b1f2f6c7a10';
const SIGNATURE = 'ab'.repeat(32);
const CALL = `POST /hooks/webhook-waiting/7/${NODE}?signature=${SIGNATURE}`;

const fixture = useTriggerWorkflows();
let n8n: WaitingWebhooks;
beforeAll(async () => {
	n8n = await WaitingWebhooks.start();
});
beforeEach(() => n8n.clear());
afterAll(async () => await n8n.close());

const workflow = (parameters: INodeParameters = {}): TriggerWorkflow => {
	const made = fixture.workflow({
		triggerOn: 'platformEvent',
		events: ['*'],
		options: { wakeWaiting: true },
		...parameters,
	});
	made.waitingBaseUrl = n8n.baseUrl;
	return made;
};
const event = (name: string, data: IDataObject) => signed(JSON.stringify({ event: name, data }));
const reads = () => fixture.emulator.requests({ method: 'GET' }).length;

/** The run of a decided approval, for which execution 7 of this n8n waits. */
async function decidedRun(published: TriggerWorkflow, instance?: string): Promise<string> {
	const own = await published.instanceId();
	const n8nMetadata = {
		key: 'k',
		instance: instance ?? own,
		execution: '7',
		node: NODE,
		signature: SIGNATURE,
	};
	const [approval] = fixture.emulator.requestApprovals(1, { metadata: { n8n: n8nMetadata } });
	fixture.emulator.decide(approval.id, 'approved');
	fixture.emulator.clearRequests();
	return approval.execution_id;
}

describe('a platform event, with Wake Waiting Executions', () => {
	it('wakes the execution that waits for the run, and starts the workflow', async () => {
		const published = workflow();
		const execution_id = await decidedRun(published);
		const { status, items } = await published.call(event('approval.decided', { execution_id }));
		expect({ status, items: items?.length, reads: reads() }).toEqual({ status: 200, items: 1, reads: 1 });
		expect(n8n.calls).toEqual([CALL]);
	});

	it('does not read a run twice that comes with the event', async () => {
		const published = workflow({ enrich: true });
		await published.call(event('execution.completed', { execution_id: await decidedRun(published) }));
		expect(n8n.calls).toEqual([CALL]);
		expect(reads()).toBe(1);
	});

	it.each(['execution.awaiting_approval', 'execution.waiting_approval'])(
		'wakes nothing where the event %s asks for the decision',
		async (name) => {
			const published = workflow();
			const execution_id = await decidedRun(published);
			expect((await published.call(event(name, { execution_id }))).items).toHaveLength(1);
			expect([n8n.calls, reads()]).toEqual([[], 0]);
		},
	);

	it('wakes nothing where the call is not signed, came before, or is not wanted', async () => {
		const published = workflow({ events: ['__other'], otherEvents: 'approval.decided' });
		const execution_id = await decidedRun(published);
		const call = event('approval.decided', { execution_id });
		await published.call({ ...call, headers: {} });
		await published.call(event('execution.started', { execution_id }));
		expect([n8n.calls, reads()]).toEqual([[], 0]);
		await published.call(call);
		expect(await published.call(call)).toMatchObject({ status: 409 });
		expect(n8n.calls).toEqual([CALL]);
	});

	it.each<[string, (published: TriggerWorkflow) => Promise<IDataObject> | IDataObject]>([
		[
			'the run of another n8n',
			async (published) => ({ execution_id: await decidedRun(published, 'f'.repeat(64)) }),
		],
		['a run that does not exist', () => ({ execution_id: 'e-1' })],
		['a way up in the place of a run', () => ({ execution_id: '../agents' })],
		['a list in the place of a run', () => ({ execution_id: ['e-1'] })],
		['nothing', () => ({})],
	])('starts the workflow and calls nothing where the event is about %s', async (_, data) => {
		const published = workflow();
		const { status, items } = await published.call(event('approval.decided', await data(published)));
		expect({ status, items: items?.length, calls: n8n.calls }).toEqual({ status: 200, items: 1, calls: [] });
	});

	it('starts the workflow where the execution cannot be called', async () => {
		const published = workflow();
		n8n.answer = () => undefined;
		const call = event('approval.decided', { execution_id: await decidedRun(published) });
		expect((await published.call(call)).items).toHaveLength(1);
		expect(n8n.calls).toEqual([CALL]);
	});

	it('is off unless it is added', async () => {
		const published = workflow({ options: {} });
		const execution_id = await decidedRun(published);
		await published.call(event('approval.decided', { execution_id }));
		expect([n8n.calls, reads()]).toEqual([[], 0]);
	});
});
