import type { IDataObject } from 'n8n-workflow';

import { SIGNATURE_FORMS, type SignatureForm, signBody } from '../../nodes/shared/webhook/signature';
import { byId } from '../locator';
import { BODY, HEADER, INPUT, signed, useTriggerWorkflows } from '../support/engine/agentWebhook';
import { until } from '../support/engine/until';

const fixture = useTriggerWorkflows();

describe('a call of an agent webhook', () => {
	it.each(SIGNATURE_FORMS.map(({ value }) => value as SignatureForm))(
		'signed as %s runs the agent, and the workflow starts with payload and execution',
		async (form) => {
			const published = fixture.workflow();
			await published.publish();
			const { status, answer, items } = await published.call(signed(BODY, form));
			expect({ status, answer }).toEqual({ status: 202, answer: { received: true } });
			expect(items).toEqual([
				{
					body: INPUT,
					headers: { 'content-type': 'application/json' },
					execution: expect.objectContaining({ status: 'completed', input: INPUT }),
				},
			]);
		},
	);

	it('is forwarded byte for byte, signed with the secret of PromptRails', async () => {
		const body = '{ "question" : "Zoë\\u00e9",\n\t"name":"Ada", "big": 12345678901234567890 }';
		const published = fixture.workflow();
		await published.publish();
		const { items } = await published.call(signed(body));
		expect(items?.[0]).not.toHaveProperty('error');
		const [forwarded] = fixture.hookCalls();
		expect(forwarded?.rawBody).toBe(body);
		const { secret } = published.state.registration as Record<string, string>;
		expect(forwarded?.headers[HEADER.toLowerCase()]).toBe(signBody(body, secret, 'hex'));
	});

	it('may have spaces around it and a byte order mark', async () => {
		const published = fixture.workflow();
		await published.publish();
		const { items } = await published.call(signed(`\uFEFF\n${BODY}\r\n`));
		expect(items?.[0]).toMatchObject({ execution: { status: 'completed', input: INPUT } });
	});

	it.each(['api', 'bearer', 'root'])('is forwarded to the path form %s', async (pathForm) => {
		const published = fixture.workflow({ options: { pathForm, bodyForm: 'wrapped' } });
		await published.publish();
		const { items } = await published.call(signed());
		expect(items?.[0]).toMatchObject({ execution: { status: 'completed', input: INPUT } });
	});

	it('is answered before the agent runs', async () => {
		const published = fixture.workflow();
		await published.publish();
		let runsBeforeAnswer = -1;
		await published.call({ ...signed(), onAnswer: () => (runsBeforeAnswer = fixture.hookCalls().length) });
		expect(runsBeforeAnswer).toBe(0);
	});

	it('is answered with the result of the run when asked for', async () => {
		const published = fixture.workflow({ respond: 'whenRunEnds' });
		await published.publish();
		const { status, answer, items } = await published.call(signed());
		expect(status).toBe(200);
		expect(answer).toMatchObject({
			status: 'completed',
			output: expect.anything(),
			execution_id: (items?.[0]?.execution as IDataObject).id,
		});
	});

	it('hands on a pause with its approval', async () => {
		const published = fixture.workflow({
			agentId: byId(fixture.emulator.ids.agents.refund),
			respond: 'whenRunEnds',
		});
		await published.publish();
		const { status, answer, items } = await published.call(signed('{"order_id":"A-7","amount":12.5}'));
		expect({ status, answer }).toMatchObject({ status: 200, answer: { status: 'awaiting_approval' } });
		expect(items?.[0]).toMatchObject({
			execution: { status: 'awaiting_approval', approval: { status: 'pending' } },
		});
	});

	it('waits for a run that the hook only started', async () => {
		const [run] = fixture.emulator.finishExecutions(1);
		const body = { data: { execution_id: run?.id, status: 'running' } };
		fixture.emulator.fault({ path: '/hooks/*', status: 202, body });
		const published = fixture.workflow({ respond: 'whenRunEnds' });
		await published.publish();
		const { answer, items } = await published.call(signed());
		expect(answer).toMatchObject({ status: 'completed', execution_id: run?.id });
		expect(items?.[0]).toMatchObject({ execution: { id: run?.id, status: 'completed' } });
	});

	it('tells how far a run came that outlives the timeout', async () => {
		fixture.emulator.settings.longRunMs = 60_000;
		const path = `/api/v1/agents/${fixture.emulator.ids.agents.slow}/execute`;
		const response = await fetch(fixture.emulator.url + path, {
			method: 'POST',
			headers: { 'X-API-Key': fixture.emulator.apiKey, 'Content-Type': 'application/json' },
			body: JSON.stringify({ input: { topic: 'n8n' }, sync: false }),
		});
		const { data } = (await response.json()) as { data: IDataObject };
		fixture.emulator.fault({ path: '/hooks/*', status: 202, body: { data: { ...data, status: 'pending' } } });
		const published = fixture.workflow({ options: { timeout: 1 } });
		await published.publish();
		const { items } = await published.call(signed());
		expect(items?.[0]).not.toHaveProperty('error');
		expect(items?.[0]).toMatchObject({ execution: { execution_id: data.execution_id, status: 'running' } });
	});

	it('starts the workflow with whatever else the hook answers', async () => {
		fixture.emulator.fault({ path: '/hooks/*', status: 200, body: { accepted: true } });
		const published = fixture.workflow();
		await published.publish();
		const { items } = await published.call(signed());
		expect(items?.[0]).toMatchObject({ execution: { accepted: true } });
	});

	it('is refused while nothing is registered', async () => {
		expect(await fixture.workflow().call(signed())).toMatchObject({ status: 503, items: undefined });
	});

	it('under way while the workflow is published again does not bring the old registration back', async () => {
		const published = fixture.workflow();
		await published.publish();
		fixture.emulator.fault({ path: '/hooks/*', delayMs: 300 });
		const call = published.call(signed());
		await until(() => fixture.hookCalls().length === 1);
		await published.republish({ agentId: byId(fixture.emulator.ids.agents.refund) });
		await call;
		expect(published.state.registration).toMatchObject({ triggerId: fixture.triggers()[0]?.id });
		await published.unpublish();
		expect(fixture.triggers()).toEqual([]);
	});
});
