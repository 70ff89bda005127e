import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { SIGNATURE_FORMS, type SignatureForm, signBody } from '../../nodes/shared/webhook/signature';
import { jsonOf, poll } from '../host';
import { useFixture } from '../support/n8n/fixture';
import { agentWebhook, input, SECRET, signed, withSignature } from '../support/n8n/signedCalls';
import { TRIGGER, TriggerWorkflow } from '../support/n8n/triggerWorkflow';

jest.setTimeout(120_000);

const lastBitOff = (digest: string) =>
	digest.slice(0, -1) + (parseInt(digest.slice(-1), 16) ^ 1).toString(16);

describe('PromptRails Webhook Trigger in n8n', () => {
	const fixture = useFixture();
	let workflow: TriggerWorkflow;

	const triggers = () => fixture.emulator.store.webhookTriggers.where(({ name }) => name.startsWith('n8n'));
	const create = async (parameters: INodeParameters = {}) => {
		const { client, credentials, emulator } = fixture;
		workflow = await TriggerWorkflow.create(client, credentials, {
			...agentWebhook(emulator.ids.agents.support),
			...parameters,
		});
		return workflow;
	};
	afterEach(async () => {
		await workflow.unpublish().catch(() => undefined);
	});

	it('publishes one trigger of the agent, however often, and takes it down again', async () => {
		await create();
		await workflow.publish();
		const [first, ...others] = triggers();
		expect(others).toEqual([]);
		expect(first).toMatchObject({
			has_secret: true,
			is_active: true,
			name: expect.stringContaining(workflow.id),
		});

		await workflow.publish();
		expect(triggers().map(({ id }) => id)).toEqual([first?.id]);
		await workflow.change({ respond: 'whenRunEnds' });
		await workflow.publish();
		expect(triggers()).toHaveLength(1);
		await workflow.change(agentWebhook(fixture.emulator.ids.agents.refund));
		await workflow.publish();
		expect(triggers().map(({ agent_id }) => agent_id)).toEqual([fixture.emulator.ids.agents.refund]);

		await workflow.unpublish();
		expect(triggers()).toEqual([]);
		await workflow.publish();
		expect(triggers()).toHaveLength(1);
		await workflow.unpublish();
		expect(triggers()).toEqual([]);
	});

	it('comes back with the next publish when it was deleted in PromptRails', async () => {
		await create();
		await workflow.publish();
		fixture.emulator.store.webhookTriggers.delete(triggers()[0]?.id ?? '');
		await workflow.change({ respond: 'whenRunEnds' });
		await workflow.publish();
		expect(triggers()).toHaveLength(1);
		expect(await workflow.call(signed())).toMatchObject({ status: 200 });
	});

	it('runs its agent on a server that makes triggers inactive, and shows no token of the hook', async () => {
		for (const name of ['inactiveTriggers', 'hookTokenInInput'] as const)
			fixture.emulator.settings.oddities.add(name);
		await create({ respond: 'whenRunEnds' });
		await workflow.publish();
		expect(triggers()).toMatchObject([{ is_active: true }]);
		const { status, text } = await workflow.call(signed());
		expect({ status, text }).toMatchObject({ status: 200, text: expect.stringContaining('completed') });
		const [execution] = await workflow.executions(1);
		const [item] = jsonOf(execution, TRIGGER);
		expect(item).toMatchObject({ execution: { status: 'completed' } });
		expect(JSON.stringify([item, text])).not.toContain(triggers()[0].token);
	});

	it('lets valid calls in, in every form, and no others', async () => {
		await create({ options: { previousSecret: 'the-previous-secret' } });
		await workflow.publish();
		const minutes = (count: number) => Date.now() + count * 60_000;
		const used = input();
		const valid: RequestInit[] = [
			...SIGNATURE_FORMS.map(({ value }) => signed(input(), value as SignatureForm)),
			signed(input(), 'hex', 'the-previous-secret'),
			((body) => withSignature(body, `${signBody(body, 'next', 'hex')},${signBody(body, SECRET, 'hex')}`))(
				input(),
			),
			((body) => {
				const [time, first] = signBody(body, 'next', 'timestamped').split(',');
				const [, second] = signBody(body, SECRET, 'timestamped').split(',');
				return withSignature(body, `${time},${first},${second}`);
			})(input()),
			signed(used),
		];
		for (const call of valid) expect(await workflow.call(call)).toMatchObject({ status: 202 });

		const body = input();
		const hex = signBody(body, SECRET, 'hex');
		const invalid: Array<[number, RequestInit]> = [
			[401, { body, headers: { 'Content-Type': 'application/json' } }],
			[401, withSignature(body, '')],
			[401, signed(body, 'hex', 'other')],
			[401, withSignature(body, lastBitOff(hex))],
			[401, withSignature(body.replace('Ada', 'Adb'), hex)],
			[401, withSignature(body, hex.slice(0, 62))],
			[401, signed(body, 'timestamped', SECRET, minutes(-6))],
			[401, signed(body, 'timestamped', SECRET, minutes(6))],
			[401, withSignature(body, Buffer.from(hex).toString('base64'))],
			[401, signed(body, 'hex', '')],
			[409, signed(used)],
			[409, signed(used, 'base64')],
			[400, signed('["no object"]')],
			[404, { method: 'GET' }],
			[404, { method: 'HEAD' }],
			[404, { ...signed(body), method: 'PUT' }],
			[404, { ...signed(body), method: 'PATCH' }],
			[404, { method: 'DELETE' }],
		];
		for (const [index, [status, call]] of invalid.entries()) {
			expect({ index, status: (await workflow.call(call)).status }).toEqual({ index, status });
		}
		// What the others would have started is there when what the last one starts is.
		const last = signed();
		expect(await workflow.call(last)).toMatchObject({ status: 202 });

		const count = valid.push(last);
		const executions = await workflow.executions(count);
		expect(executions).toHaveLength(count);
		for (const execution of executions) {
			expect(execution.status).toBe('success');
			expect(jsonOf(execution, TRIGGER)).toEqual([
				{
					body: expect.objectContaining({ name: 'Ada' }),
					headers: expect.objectContaining({ 'content-type': 'application/json' }),
					execution: expect.objectContaining({ status: 'completed' }),
				},
			]);
			expect(JSON.stringify(jsonOf(execution, TRIGGER))).not.toContain(SECRET);
		}
		expect(fixture.emulator.requests({ path: '/hooks/*' })).toHaveLength(count);
	});

	it.each([
		['={{ "" }}', "The field 'Secret' is empty"],
		['hunter2', "The field 'Secret' is too short"],
	])('is not published with the secret %j', async (secret, message) => {
		await create({ secret });
		await expect(workflow.publish()).rejects.toThrow(message);
		expect(triggers()).toEqual([]);
		await workflow.change({ secret: SECRET });
		await workflow.publish();
		expect(await workflow.call(signed())).toMatchObject({ status: 202 });
		expect(await workflow.executions(1)).toHaveLength(1);
	});

	it('carries no header that says who calls, and after a 500 of the hook runs no agent for a copy', async () => {
		await create({ options: { includeHeaders: 'X-Order' }, respond: 'whenRunEnds' });
		await workflow.publish();
		const call = signed();
		const headers = { ...call.headers, 'X-Goog-Iap-Jwt-Assertion': 'somebody', 'X-Session-Id': 'somebody' };
		fixture.emulator.fault({ path: '/hooks/*', times: 1, when: 'after', status: 500, body: {} });
		const { status, text } = await workflow.call({ ...call, headers: { ...headers, 'X-Order': '7' } });
		expect({ status, answer: JSON.parse(text) as IDataObject }).toMatchObject({
			status: 502,
			answer: { outcomeUnknown: true },
		});
		expect(await workflow.call(call)).toMatchObject({
			status: 409,
			text: expect.stringMatching(/delivery ID/),
		});
		expect(fixture.emulator.requests({ path: '/hooks/*' })).toHaveLength(1);
		const [execution] = await workflow.executions(1);
		const [item] = execution ? jsonOf(execution, TRIGGER) : [];
		expect(item).toMatchObject({ execution: null, headers: { 'x-order': '7' } });
		expect(JSON.stringify(item)).not.toContain('somebody');
	});

	it('has its answer under output with Simplify', async () => {
		await create();
		await workflow.upgrade(1.1);
		await workflow.publish();
		expect(await workflow.call(signed())).toMatchObject({ status: 202 });
		const [execution] = await workflow.executions(1);
		expect(execution && jsonOf(execution, TRIGGER)).toEqual([
			expect.objectContaining({
				output: expect.stringContaining('Hello Ada'),
				status: 'completed',
				body: expect.objectContaining({ name: 'Ada' }),
			}),
		]);
	});

	it('answers with the result of the run when asked to', async () => {
		await create({ respond: 'whenRunEnds' });
		await workflow.publish();
		const { status, text } = await workflow.call(signed());
		expect(status).toBe(200);
		const answer = JSON.parse(text) as IDataObject;
		const [execution] = await workflow.executions(1);
		expect(execution && jsonOf(execution, TRIGGER)[0]?.execution).toMatchObject({ id: answer.execution_id });
		expect(answer).toMatchObject({ status: 'completed', output: expect.anything() });
	});

	it('listens for a test call beside production, and cleans up after it and when it is stopped', async () => {
		await create();
		await workflow.publish();
		const [production] = triggers();
		const cleanedUp = async () => {
			await poll(async () => (triggers().length === 1 ? true : undefined), {
				what: 'the trigger of the test is deleted',
				timeoutSeconds: 60,
			});
			expect(triggers().map(({ id }) => id)).toEqual([production?.id]);
		};

		await workflow.listen();
		expect(triggers()).toHaveLength(2);
		// A call that is refused does not end the listening.
		expect(await workflow.call({ body: input() }, 'webhook-test')).toMatchObject({ status: 401 });
		expect(triggers()).toHaveLength(2);
		expect(await workflow.call(signed(), 'webhook-test')).toMatchObject({ status: 202 });
		await cleanedUp();
		await workflow.listen();
		expect(triggers()).toHaveLength(2);
		await workflow.stopListening();
		await cleanedUp();

		expect(await workflow.call(signed())).toMatchObject({ status: 202 });
		const executions = await workflow.executions(2);
		expect(executions.map(({ mode, status }) => [mode, status])).toEqual([
			['manual', 'success'],
			['webhook', 'success'],
		]);
		await workflow.unpublish();
		expect(triggers()).toEqual([]);
	});

	it('takes events of PromptRails in every form, enriched, and drops others', async () => {
		await create({ triggerOn: 'platformEvent', enrich: true });
		await workflow.publish();
		expect(triggers()).toEqual([]);
		const { emulator } = fixture;
		const [approval] = emulator.requestApprovals(1);
		const data = { approval_id: approval?.id, execution_id: approval?.execution_id };
		const send = async (event: Parameters<typeof emulator.sendEvent>[1]) =>
			(await emulator.sendEvent(workflow.url(), { secret: SECRET, ...event })).status;
		let number = 0;
		const unique = () => ({ ...data, number: (number += 1) }) as Record<string, string | number>;

		for (const form of ['hex', 'sha256', 'base64', 'timestamped'] as const) {
			expect(await send({ form, data: unique() })).toBe(200);
			expect(await send({ form, data: unique(), secret: ['next', SECRET], separator: ',' })).toBe(200);
			for (const tamper of ['body', 'signature', 'encoding'] as const) {
				expect(await send({ form, data: unique(), tamper })).toBe(401);
			}
			expect(await send({ form, data: unique(), secret: 'other' })).toBe(401);
			expect(await send({ form, data: unique(), secret: '' })).toBe(401);
		}
		for (const name of ['event', 'type', 'event_type'] as const) {
			for (const body of ['data', 'payload', 'top'] as const) {
				expect(await send({ shape: { name, body }, data: unique() })).toBe(200);
			}
		}
		const timestamp = Math.floor(Date.now() / 1000);
		const replayed = { form: 'timestamped', data: unique(), timestamp } as const;
		expect(await send(replayed)).toBe(200);
		expect(await send(replayed)).toBe(409);
		expect(await send({ form: 'timestamped', data: unique(), timestamp: timestamp - 301 })).toBe(401);
		expect(await send({ form: 'none', data: unique() })).toBe(401);
		expect(await send({ event: 'ping' })).toBe(200);
		expect(await send({ event: 'member.joined', data: unique() })).toBe(200);
		expect(await send({ method: 'GET' })).toBe(404);
		expect(await send({ data: unique() })).toBe(200);

		const executions = await workflow.executions(19);
		expect(executions).toHaveLength(19);
		for (const execution of executions) {
			expect(jsonOf(execution, TRIGGER)).toEqual([
				expect.objectContaining({
					event: 'execution.awaiting_approval',
					data: expect.objectContaining(data),
					approval: expect.objectContaining({ id: approval?.id, status: 'pending' }),
					execution: expect.objectContaining({ id: approval?.execution_id, status: 'awaiting_approval' }),
				}),
			]);
		}
	});
});
