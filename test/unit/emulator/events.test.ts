import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { EventShape, OutboundEvent } from '../../emulator';
import { useEmulator } from './useEmulator';

const SECRET = 'whsec_test';
const T = 1_790_000_000;

interface Received {
	method: string;
	headers: IncomingHttpHeaders;
	body: string;
}

const emulator = useEmulator();
let received: Received[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
	server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += chunk));
		request.on('end', () => {
			received.push({ method: request.method ?? '', headers: request.headers, body });
			response.writeHead(202).end('taken');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
beforeEach(() => (received = []));
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const send = async (event: OutboundEvent = {}) => {
	await emulator.api.sendEvent(url, { secret: SECRET, data: { execution_id: 'e1' }, timestamp: T, ...event });
	return received.at(-1)!;
};
const signature = ({ headers }: Received) => headers['x-promptrails-signature'];
const hmac = (body: string, secret = SECRET) => createHmac('sha256', secret).update(body);

describe('a platform event', () => {
	it('is posted, and answers what came back', async () => {
		const delivery = await emulator.api.sendEvent(url, { data: { execution_id: 'e1' } });
		expect(delivery).toMatchObject({ url, status: 202, text: 'taken', event: 'execution.awaiting_approval' });
		expect(received).toEqual([expect.objectContaining({ method: 'POST', body: delivery.body })]);
		expect(received[0].headers['content-type']).toBe('application/json');
		expect(emulator.api.deliveries()).toEqual([delivery]);
	});

	it.each<[EventShape, object]>([
		[{}, { event: 'x', data: { a: 1 } }],
		[
			{ name: 'type', body: 'payload' },
			{ type: 'x', payload: { a: 1 } },
		],
		[
			{ name: 'event_type', body: 'top' },
			{ event_type: 'x', a: 1 },
		],
	])('in the shape %j is %j', async (shape, body) => {
		expect(JSON.parse((await send({ event: 'x', data: { a: 1 }, shape })).body)).toEqual(body);
	});

	it('is status 0 when nobody answers', async () => {
		const delivery = await emulator.api.sendEvent('http://127.0.0.1:1/');
		expect(delivery).toMatchObject({ status: 0, text: expect.stringMatching(/ECONNREFUSED|fetch failed/) });
	});
});

describe('the signature of an event', () => {
	it.each<[OutboundEvent['form'], (body: string) => string]>([
		['hex', (body) => hmac(body).digest('hex')],
		['sha256', (body) => `sha256=${hmac(body).digest('hex')}`],
		['base64', (body) => hmac(body).digest('base64')],
		['timestamped', (body) => `t=${T},v1=${hmac(`${T}.${body}`).digest('hex')}`],
	])('can have the form %s', async (form, expected) => {
		const got = await send({ form });
		expect(signature(got)).toBe(expected(got.body));
	});

	it('is made several times during a rotation', async () => {
		const secret = ['new', SECRET];
		const hex = (body: string, key: string) => hmac(body, key).digest('hex');
		const spaced = await send({ secret, form: 'hex', separator: ' ' });
		expect(signature(spaced)).toBe(secret.map((key) => hex(spaced.body, key)).join(' '));
		const stamped = await send({ secret, form: 'timestamped' });
		const each = secret.map((key) => `v1=${hex(`${T}.${stamped.body}`, key)}`);
		expect(signature(stamped)).toBe([`t=${T}`, ...each].join(','));
	});

	it('can be missing', async () => {
		expect(signature(await send({ form: 'none' }))).toBeUndefined();
	});

	it('is the same for the same event, so that it can be replayed', async () => {
		expect(signature(await send({ form: 'timestamped' }))).toBe(
			signature(await send({ form: 'timestamped' })),
		);
	});

	it('has the time of the server unless it is given one', async () => {
		emulator.api.settings.clockSkewMs = -3_600_000;
		const before = Math.floor(Date.now() / 1000);
		const got = await send({ form: 'timestamped', timestamp: undefined });
		const [, t] = /^t=(\d+),/.exec(`${signature(got)}`)!;
		expect(Number(t) + 3600).toBeGreaterThanOrEqual(before);
		expect(Number(t) + 3600).toBeLessThanOrEqual(Date.now() / 1000);
	});

	it('may use an empty secret', async () => {
		const got = await send({ secret: '', form: 'hex' });
		expect(signature(got)).toBe(hmac(got.body, '').digest('hex'));
	});
});

describe('a forged event', () => {
	const bitsApart = (a: Buffer, b: Buffer) =>
		[...a].reduce((sum, byte, index) => sum + (byte ^ b[index]).toString(2).replaceAll('0', '').length, 0);

	it('can differ in one bit of its body and still be JSON', async () => {
		const [right, wrong] = [await send(), await send({ tamper: 'body' })];
		expect(signature(wrong)).toBe(signature(right));
		expect(bitsApart(Buffer.from(right.body), Buffer.from(wrong.body))).toBe(1);
		expect(() => JSON.parse(wrong.body) as unknown).not.toThrow();
	});

	it.each(['hex', 'base64'] as const)('can differ in one bit of its %s signature', async (form) => {
		const [right, wrong] = [await send({ form }), await send({ form, tamper: 'signature' })];
		const [a, b] = [right, wrong].map((got) => Buffer.from(`${signature(got)}`, form));
		expect(b).toHaveLength(a.length);
		expect(bitsApart(a, b)).toBe(1);
	});

	it('can have its signature in another encoding', async () => {
		const got = await send({ form: 'hex', tamper: 'encoding' });
		expect(Buffer.from(`${signature(got)}`, 'base64').toString()).toBe(hmac(got.body).digest('hex'));
	});

	it('can be a GET without a body', async () => {
		expect(await send({ method: 'GET' })).toMatchObject({ method: 'GET', body: '' });
	});
});

describe('the webhook of the workspace', () => {
	it('hears by itself of runs that pause for approval', async () => {
		emulator.api.settings.outboundWebhook = { url, secret: SECRET, form: 'hex', shape: { body: 'payload' } };
		const path = `/api/v1/agents/${emulator.api.ids.agents.refund}/execute`;
		const { body } = await emulator.call('POST', path, { input: { order_id: 'A', amount: 1 } });
		await emulator.api.deliveriesSettled();
		const [approval] = emulator.api.store.approvals.all();
		expect(JSON.parse(received[0].body)).toEqual({
			event: 'execution.awaiting_approval',
			payload: expect.objectContaining({
				execution_id: body.data.execution_id,
				approval_id: approval.id,
				agent_id: emulator.api.ids.agents.refund,
				checkpoint_name: 'refund',
				status: 'awaiting_approval',
			}),
		});
		expect(signature(received[0])).toBe(hmac(received[0].body).digest('hex'));
		expect(emulator.api.deliveries()).toMatchObject([{ status: 202 }]);
	});

	it('hears nothing of other runs, and nothing once it is gone', async () => {
		emulator.api.settings.outboundWebhook = { url };
		emulator.api.finishExecutions(2);
		emulator.api.reset();
		emulator.api.requestApprovals(2);
		await emulator.api.deliveriesSettled();
		expect(received).toEqual([]);
	});

	it('can be set over HTTP, and taken away', async () => {
		const outboundWebhook = { url, secret: ['a', 'b'], form: 'timestamped', shape: { name: 'type' } };
		await emulator.call('POST', '/__emulator/settings', { outboundWebhook });
		expect(emulator.api.settings.outboundWebhook).toEqual(outboundWebhook);
		await emulator.call('POST', '/__emulator/settings', { outboundWebhook: null });
		expect(emulator.api.settings.outboundWebhook).toBeUndefined();
	});
});
