import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type SignatureForm, signBody } from '../../nodes/shared/webhook/signature';
import { HEADER, SECRET, signed, useTriggerWorkflows } from '../support/engine/agentWebhook';
import type { TriggerWorkflow } from '../support/engine/webhookTrigger';

const EVENT = 'execution.awaiting_approval';

const fixture = useTriggerWorkflows();
const workflow = (parameters: INodeParameters = {}): TriggerWorkflow =>
	fixture.workflow({ triggerOn: 'platformEvent', ...parameters });
const event = (data: IDataObject, name = EVENT) => signed(JSON.stringify({ event: name, data }));

/** A run that is paused, and its approval. */
function paused() {
	const [approval] = fixture.emulator.store.approvals.where(({ status }) => status === 'pending');
	if (!approval) throw new Error('The seed has no pending approval');
	return approval;
}

describe('a platform event', () => {
	it('needs nothing in PromptRails', async () => {
		const published = workflow();
		await published.publish();
		await published.unpublish();
		expect(fixture.emulator.requests()).toEqual([]);
	});

	it.each(
		['event', 'type', 'event_type'].flatMap((name) =>
			['data', 'payload', 'top'].map((data) => [name, data] as const),
		),
	)('named under %s with its data under %s starts the workflow', async (nameKey, dataKey) => {
		const about = { execution_id: 'e-1' };
		const body = { [nameKey]: EVENT, ...(dataKey === 'top' ? about : { [dataKey]: about }) };
		const { status, answer, items } = await workflow().call(signed(JSON.stringify(body)));
		expect({ status, answer }).toEqual({ status: 200, answer: { received: true } });
		expect(items).toEqual([
			{
				event: EVENT,
				data: dataKey === 'top' ? body : about,
				body,
				headers: { 'content-type': 'application/json' },
			},
		]);
	});

	it.each<SignatureForm>(['hex', 'prefixedHex', 'base64', 'timestamped'])(
		'may be signed as %s',
		async (form) => {
			const { items } = await workflow().call(signed(JSON.stringify({ event: EVENT }), form));
			expect(items).toHaveLength(1);
		},
	);

	it('is refused without the right signature', async () => {
		const body = JSON.stringify({ event: EVENT });
		const published = workflow();
		expect(await published.call({ body })).toMatchObject({ status: 401, items: undefined });
		expect(await published.call(signed(body, 'hex', 'other'))).toMatchObject({
			status: 401,
			items: undefined,
		});
		expect(await workflow({ secret: '' }).call(signed(body, 'hex', ''))).toMatchObject({ status: 401 });
	});

	it('starts the workflow once', async () => {
		const published = workflow();
		expect(await published.call(event({ id: 1 }))).toMatchObject({ status: 200 });
		expect(await published.call(event({ id: 1 }))).toMatchObject({ status: 409, items: undefined });
		expect(await published.call(event({ id: 2 }))).toMatchObject({ status: 200 });
	});

	it('ping is answered, and again, without a run', async () => {
		const published = workflow({ events: ['*'] });
		for (let count = 0; count < 2; count += 1) {
			expect(await published.call(event({}, 'ping'))).toEqual({
				status: 200,
				answer: { received: true, ping: true },
				items: undefined,
			});
		}
		expect(await published.call({ body: '{"event":"ping"}' })).toMatchObject({ status: 401 });
	});

	it.each<[INodeParameters, string[], string[]]>([
		[{}, [EVENT, 'execution.waiting_approval', 'EXECUTION.AWAITING_APPROVAL'], ['execution.failed', '']],
		[{ events: ['*'] }, [EVENT, 'anything', ''], []],
		[
			{ events: ['__other'], otherEvents: 'execution.failed, execution.completed' },
			['execution.failed', 'execution.completed'],
			[EVENT, 'execution', '__other'],
		],
		[{ events: ['__other'], otherEvents: '' }, [], [EVENT, '', '__other']],
		[
			{ events: [EVENT, '__other'], otherEvents: 'member.joined' },
			[EVENT, 'member.joined'],
			['member.removed'],
		],
	])('is filtered by %j', async (parameters, wanted, unwanted) => {
		for (const name of wanted) {
			expect((await workflow(parameters).call(event({ name }, name))).items).toHaveLength(1);
		}
		for (const name of unwanted) {
			expect(await workflow(parameters).call(event({ name }, name))).toEqual({
				status: 200,
				answer: { received: true, ignored: true },
				items: undefined,
			});
		}
	});

	it.each<[string, (id: string, executionId: string) => IDataObject]>([
		['both IDs', (id, executionId) => ({ approval_id: id, execution_id: executionId })],
		['the approval', (id, executionId) => ({ id, execution_id: executionId, checkpoint_name: 'x' })],
		['the execution', (_id, executionId) => ({ id: executionId, status: 'awaiting_approval' })],
		['the ID of the execution', (_id, executionId) => ({ execution_id: executionId })],
		['both inside', (id, executionId) => ({ approval: { id }, execution: { id: executionId } })],
	])('that has %s can come with approval and execution', async (_name, data) => {
		const approval = paused();
		const { items } = await workflow({ enrich: true }).call(event(data(approval.id, approval.execution_id)));
		expect(items?.[0]).toMatchObject({
			approval: { id: approval.id, status: 'pending' },
			execution: { id: approval.execution_id, status: 'awaiting_approval' },
		});
	});

	it('is answered before anything is fetched, and starts the workflow whatever can be fetched', async () => {
		fixture.emulator.fault({
			method: 'GET',
			status: 403,
			body: { error: { code: 'forbidden', message: 'no' } },
		});
		let requestsBeforeAnswer = -1;
		const call = event({ approval_id: 'a', execution_id: 'e' });
		const { status, items } = await workflow({ enrich: true }).call({
			...call,
			onAnswer: () => (requestsBeforeAnswer = fixture.emulator.requests().length),
		});
		expect({ status, requestsBeforeAnswer }).toEqual({ status: 200, requestsBeforeAnswer: 0 });
		expect(items?.[0]).toMatchObject({ event: EVENT, approval: null, execution: null });
	});

	it('with IDs that could lead elsewhere fetches nothing', async () => {
		const data = { approval_id: '..', execution_id: { path: '/' } } as unknown as IDataObject;
		const { items } = await workflow({ enrich: true }).call(event(data));
		expect(items?.[0]).toMatchObject({ approval: null, execution: null });
		expect(fixture.emulator.requests()).toEqual([]);
	});

	it('may come unsigned when verification is off', async () => {
		const published = workflow({ verifySignature: false });
		expect((await published.call({ body: JSON.stringify({ event: EVENT }) })).items).toHaveLength(1);
	});

	it('of a rotation, signed twice, starts the workflow', async () => {
		const body = JSON.stringify({ event: EVENT });
		const both = ['next', SECRET].map((secret) => signBody(body, secret, 'hex')).join(' ');
		expect((await workflow().call({ body, headers: { [HEADER]: both } })).items).toHaveLength(1);
	});
});
