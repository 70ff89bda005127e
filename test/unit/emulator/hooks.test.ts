import { createHmac } from 'node:crypto';

import { useEmulator } from './useEmulator';

const emulator = useEmulator();
const INPUT = { name: 'Ada', question: 'Why?' };

/** Calls a hook like an outsider: without an API key. */
async function post(path: string, body: string, headers: Record<string, string> = {}) {
	const response = await fetch(emulator.api.url + path, { method: 'POST', body, headers });
	return {
		status: response.status,
		body: (await response.json()) as { data: { status: string; input: object } },
	};
}

const tokens = () => emulator.api.ids.webhookTokens;
const sign = (body: string) =>
	createHmac('sha256', emulator.api.ids.webhookSecret).update(body).digest('hex');

describe('a hook', () => {
	it.each(['/hooks/', '/api/v1/hooks/'])('runs its agent with the body as input at %s', async (path) => {
		const reply = await post(path + tokens().open, JSON.stringify(INPUT));
		expect(reply.status).toBe(201);
		expect(reply.body.data).toMatchObject({ status: 'completed', input: INPUT });
	});

	it('can be reached with its token as bearer', async () => {
		const authorization = { Authorization: `Bearer ${tokens().open}` };
		expect((await post('/api/v1/webhook/trigger', JSON.stringify(INPUT), authorization)).status).toBe(201);
		expect((await post('/api/v1/webhook/trigger', '{}')).status).toBe(401);
	});

	it('takes the input wrapped as well', async () => {
		const reply = await post(`/hooks/${tokens().open}`, JSON.stringify({ input: INPUT }));
		expect(reply.body.data.input).toEqual(INPUT);
	});

	it('does not exist without its token', async () => {
		expect((await post('/hooks/wht_other', '{}')).status).toBe(404);
	});

	it('is closed when its trigger is disabled', async () => {
		expect((await post(`/hooks/${tokens().disabled}`, '{}')).status).toBe(400);
	});

	it('notes when it was last used', async () => {
		await post(`/hooks/${tokens().open}`, JSON.stringify(INPUT));
		const path = `/api/v1/webhook-triggers/${emulator.api.ids.webhookTriggers.open}`;
		expect((await emulator.call('GET', path)).body.data.last_used_at).not.toBeNull();
	});
});

describe('a hook with a secret', () => {
	it.each(['', 'sha256='])('takes a body signed with prefix "%s", whatever its spacing', async (prefix) => {
		const body = JSON.stringify(INPUT, null, 2);
		const reply = await post(`/hooks/${tokens().signed}`, body, {
			'X-PromptRails-Signature': prefix + sign(body),
		});
		expect(reply.status).toBe(201);
	});

	it.each([undefined, 'sha256=', '00', 'not hex'])('refuses the signature %s', async (signature) => {
		const headers = signature === undefined ? undefined : { 'X-PromptRails-Signature': signature };
		expect((await post(`/hooks/${tokens().signed}`, JSON.stringify(INPUT), headers)).status).toBe(401);
	});

	it('refuses the signature of another body', async () => {
		const headers = { 'X-PromptRails-Signature': sign('{}') };
		expect((await post(`/hooks/${tokens().signed}`, JSON.stringify(INPUT), headers)).status).toBe(401);
	});
});

describe('a hook that wants another form of signature', () => {
	const body = JSON.stringify(INPUT);
	const seconds = () => Math.floor(Date.now() / 1000);
	const hmac = (text: string) => createHmac('sha256', emulator.api.ids.webhookSecret).update(text);
	const stamped = (t: number) => `t=${t},v1=${hmac(`${t}.${body}`).digest('hex')}`;
	const fire = async (signature: string) =>
		(await post(`/hooks/${tokens().signed}`, body, { 'X-PromptRails-Signature': signature })).status;

	it('takes base64 and nothing else', async () => {
		emulator.api.settings.hookSignature = 'base64';
		expect(await fire(hmac(body).digest('base64'))).toBe(201);
		expect(await fire(hmac(body).digest('hex'))).toBe(401);
	});

	it('takes a timestamp that is signed too and not too old', async () => {
		emulator.api.settings.hookSignature = 'timestamped';
		expect(await fire(stamped(seconds()))).toBe(201);
		expect(await fire(stamped(seconds() - 301))).toBe(401);
		expect(await fire(stamped(seconds()).replace(/t=\d+/, `t=${seconds() + 1}`))).toBe(401);
		expect(await fire(hmac(body).digest('hex'))).toBe(401);
	});

	it('counts the age of a timestamp on the clock of the server', async () => {
		Object.assign(emulator.api.settings, { hookSignature: 'timestamped', clockSkewMs: 3_600_000 });
		expect(await fire(stamped(seconds()))).toBe(401);
		expect(await fire(stamped(seconds() + 3600))).toBe(201);
	});
});

describe('webhook triggers', () => {
	const create = (body: object) =>
		emulator.call('POST', '/api/v1/webhook-triggers', {
			name: 'T',
			agent_id: emulator.api.ids.agents.support,
			...body,
		});

	it('show token and secret once', async () => {
		const made = await create({ generate_secret: true });
		expect(made.body.data).toMatchObject({
			token: expect.stringMatching(/^wht_/),
			secret: expect.any(String),
			has_secret: true,
		});
		const { body } = await emulator.call('GET', `/api/v1/webhook-triggers/${made.body.data.id}`);
		expect(body.data).not.toHaveProperty('token');
		expect(body.data).not.toHaveProperty('secret');
	});

	it('have no secret unless asked for', async () => {
		expect((await create({})).body.data).not.toHaveProperty('secret');
	});

	it('close their hook when they are deactivated or deleted', async () => {
		const { body } = await create({});
		const path = `/api/v1/webhook-triggers/${body.data.id}`;
		await emulator.call('PATCH', path, { is_active: false });
		expect((await post(`/hooks/${body.data.token}`, '{}')).status).toBe(400);
		expect((await emulator.call('DELETE', path)).status).toBe(204);
		expect((await post(`/hooks/${body.data.token}`, '{}')).status).toBe(404);
	});
});
