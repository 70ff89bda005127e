import { signBody } from '../../nodes/shared/webhook/signature';
import { BODY, HEADER, INPUT, SECRET, signed, useTriggerWorkflows } from '../support/engine/agentWebhook';
import type { IncomingCall } from '../support/engine/webhookTrigger';

const fixture = useTriggerWorkflows();

describe('no workflow starts and no agent runs for', () => {
	const flipped = signBody(BODY, SECRET, 'hex').replace(/.$/, (last) =>
		(parseInt(last, 16) ^ 1).toString(16),
	);
	const minutes = (count: number) => Date.now() + count * 60_000;

	it.each<[string, number, () => IncomingCall]>([
		['a call without a signature', 401, () => ({ body: BODY })],
		['an empty signature', 401, () => ({ body: BODY, headers: { [HEADER]: '' } })],
		['the wrong secret', 401, () => signed(BODY, 'hex', 'other')],
		['one bit flipped in the signature', 401, () => ({ body: BODY, headers: { [HEADER]: flipped } })],
		['one bit flipped in the body', 401, () => ({ ...signed(), body: BODY.replace('Ada', 'Adb') })],
		['an old time', 401, () => signed(BODY, 'timestamped', SECRET, minutes(-6))],
		['a future time', 401, () => signed(BODY, 'timestamped', SECRET, minutes(6))],
		[
			'a wrong encoding',
			401,
			() => ({
				body: BODY,
				headers: { [HEADER]: Buffer.from(signBody(BODY, SECRET, 'hex')).toString('base64') },
			}),
		],
		['a signature with an empty secret', 401, () => signed(BODY, 'hex', '')],
		['a signature cut short', 401, () => ({ body: BODY, headers: { [HEADER]: flipped.slice(0, 40) } })],
		['a body that is no JSON', 400, () => signed('{"name":')],
		['a body that is no object', 400, () => signed('["Ada"]')],
		['an empty body', 400, () => signed('')],
	])('%s', async (_name, status, call) => {
		const published = fixture.workflow();
		await published.publish();
		expect(await published.call(call())).toEqual({
			status,
			answer: { error: expect.any(String) },
			items: undefined,
		});
		expect(fixture.hookCalls()).toEqual([]);
		expect(await published.call(signed())).toMatchObject({ status: 202 });
	});

	it.each(['', '  ', '\n\n'])('a node whose secret is %j, however the call is signed', async (secret) => {
		const published = fixture.workflow();
		await published.publish();
		published.parameters = { ...published.parameters, secret };
		for (const call of [signed(BODY, 'hex', ''), signed(BODY, 'hex', secret), signed(), { body: BODY }]) {
			expect(await published.call(call)).toMatchObject({ status: 401, items: undefined });
		}
	});

	it.each(['secret', 'previousSecret'])(
		'a %s that is no text, signed with what it looks like',
		async (name) => {
			const notText = { of: 'the wrong type' } as unknown as string;
			const published = fixture.workflow();
			await published.publish();
			published.parameters = {
				...published.parameters,
				...(name === 'secret' ? { secret: notText } : { options: { previousSecret: notText } }),
			};
			const call = signed(BODY, 'hex', String(notText));
			expect(await published.call(call)).toMatchObject({ status: 401, items: undefined });
		},
	);

	it.each(['__proto__', 'constructor'])(
		'a node whose signature header is called %s',
		async (signatureHeader) => {
			const published = fixture.workflow({ options: { signatureHeader } });
			await published.publish();
			expect(await published.call(signed())).toMatchObject({ status: 401, items: undefined });
		},
	);

	it('a replay, in whatever form, also after a restart and at the same time', async () => {
		const published = fixture.workflow();
		await published.publish();
		const together = await Promise.all([published.call(signed()), published.call(signed())]);
		expect(together.map(({ status }) => status).sort()).toEqual([202, 409]);
		for (const form of ['hex', 'prefixedHex', 'base64'] as const) {
			expect(await published.call(signed(BODY, form))).toMatchObject({ status: 409, items: undefined });
		}
		const now = Date.now();
		expect(await published.call(signed(BODY, 'timestamped', SECRET, now))).toMatchObject({ status: 202 });
		expect(await published.call(signed(BODY, 'timestamped', SECRET, now))).toMatchObject({ status: 409 });
		expect(published.state.replays).toHaveLength(2);
	});

	it('a delivery that is signed anew', async () => {
		const published = fixture.workflow();
		await published.publish();
		const deliver = (seconds: number) => {
			const call = signed(BODY, 'timestamped', SECRET, Date.now() + seconds * 1000);
			return published.call({ ...call, headers: { ...call.headers, 'X-PromptRails-Delivery': 'd-1' } });
		};
		expect(await deliver(0)).toMatchObject({ status: 202 });
		expect(await deliver(10)).toMatchObject({ status: 409, items: undefined });
	});
});

describe('a user may', () => {
	it('change the secret: old and new hold for a while, and several signatures too', async () => {
		const before = ['the-older-secret', 'the-oldest-secret'];
		const published = fixture.workflow({ options: { previousSecret: `={{ ${JSON.stringify(before)} }}` } });
		await published.publish();
		for (const [index, secret] of [SECRET, ...before].entries()) {
			const body = JSON.stringify({ ...INPUT, question: `${index}` });
			expect(await published.call(signed(body, 'hex', secret))).toMatchObject({ status: 202 });
		}
		const two = ['unknown', SECRET].map((secret) => signBody(BODY, secret, 'prefixedHex')).join(', ');
		expect(await published.call({ body: BODY, headers: { [HEADER]: two } })).toMatchObject({ status: 202 });
	});

	it.each(['secret', 'previousSecret'])(
		'give a %s of several lines: it counts as a whole, and none of its lines does',
		async (name) => {
			const lines = ['-----BEGIN SECRET-----', 'c2VjcmV0LW9mLXR3by1saW5lcw==', '-----END SECRET-----'];
			const secret = lines.join('\n');
			const published = fixture.workflow(
				name === 'secret' ? { secret } : { options: { previousSecret: secret } },
			);
			await published.publish();
			for (const line of lines) {
				expect(await published.call(signed(BODY, 'hex', line))).toMatchObject({ status: 401 });
			}
			expect(await published.call(signed(BODY, 'hex', secret))).toMatchObject({ status: 202 });
		},
	);

	it.each<[string, (night: number) => IncomingCall]>([
		[
			'the time of each call is signed',
			(night) => signed(BODY, 'timestamped', SECRET, Date.now() + night * 1000),
		],
		['each body has an ID of its own', (night) => signed(JSON.stringify({ ...INPUT, delivery_id: night }))],
	])('send the same thing every night, when %s', async (_how, call) => {
		const published = fixture.workflow();
		await published.publish();
		for (let night = 0; night < 3; night += 1) {
			const sent = call(night);
			expect(await published.call(sent)).toMatchObject({ status: 202 });
			expect(await published.call(sent)).toMatchObject({ status: 409 });
		}
	});

	it('read in the refusal what to do about a nightly call whose body is always the same', async () => {
		const published = fixture.workflow();
		await published.publish();
		await published.call(signed());
		expect(await published.call(signed())).toMatchObject({
			status: 409,
			answer: {
				error: 'This call came before, so it was not carried out again',
				hint: expect.stringMatching(/sign the time of each call.*delivery ID.*Refuse Replays/),
			},
		});
	});

	it('name the header', async () => {
		const published = fixture.workflow({ options: { signatureHeader: 'X-Hub-Signature-256' } });
		await published.publish();
		expect(await published.call(signed())).toMatchObject({ status: 401 });
		const headers = { 'X-Hub-Signature-256': signBody(BODY, SECRET, 'prefixedHex') };
		const { status, items } = await published.call({ body: BODY, headers });
		expect(status).toBe(202);
		expect(items?.[0]?.headers).toEqual({});
	});

	it('let the same call in again', async () => {
		const published = fixture.workflow({ options: { refuseReplays: false } });
		await published.publish();
		for (let count = 0; count < 2; count += 1) {
			expect(await published.call(signed())).toMatchObject({ status: 202 });
		}
	});

	it('turn verification off, with a plain no only', async () => {
		const open = fixture.workflow({ verifySignature: false, secret: '' });
		await open.publish();
		expect(await open.call({ body: BODY })).toMatchObject({ status: 202 });
		expect(await open.call({ body: BODY })).toMatchObject({ status: 202 });
		const unclear = fixture.workflow({ verifySignature: '={{ "" }}' });
		await unclear.publish();
		expect(await unclear.call({ body: BODY })).toMatchObject({ status: 401 });
	});
});
