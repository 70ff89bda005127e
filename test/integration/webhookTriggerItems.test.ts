import { HEADER, INPUT, signed, useTriggerWorkflows } from '../support/engine/agentWebhook';
import { identityHeaders } from '../support/engine/identityHeaders';

const fixture = useTriggerWorkflows();

describe('the item of a call', () => {
	it('carries the query, and of the headers only those that cannot say who sent it', async () => {
		const published = fixture.workflow();
		await published.publish();
		const call = signed();
		const plain = {
			'User-Agent': 'shop/1.0',
			'X-Request-ID': 'r-1',
			'X-PromptRails-Delivery': 'd-1',
			'Idempotency-Key': 'i-1',
		};
		const headers = { ...call.headers, ...plain, ...identityHeaders() };
		const { items } = await published.call({ ...call, headers, query: { page: '1' } });
		expect(items?.[0]).toMatchObject({ query: { page: '1' } });
		expect(items?.[0]?.headers).toEqual({
			'content-type': 'application/json',
			'user-agent': 'shop/1.0',
			'x-request-id': 'r-1',
			'x-promptrails-delivery': 'd-1',
			'idempotency-key': 'i-1',
		});
	});

	it('carries the headers that Include Headers names, but never the signature', async () => {
		const published = fixture.workflow({ options: { includeHeaders: `X-Order, x-tenant\n${HEADER}` } });
		await published.publish();
		const call = signed();
		const headers = { ...call.headers, 'X-Order': '7', 'X-Tenant': 'a', 'X-Other': 'b' };
		const { items } = await published.call({ ...call, headers });
		expect(items?.[0]?.headers).toEqual({
			'content-type': 'application/json',
			'x-order': '7',
			'x-tenant': 'a',
		});
	});

	it('has its answer under output when Simplify is on, as every node', async () => {
		const published = fixture.workflow({ simplify: true });
		await published.publish();
		const { items } = await published.call(signed());
		expect(items).toEqual([
			{
				output: 'Hello Ada, about "Where is my order?": we are looking into it.',
				status: 'completed',
				execution_id: expect.any(String),
				trace_id: expect.any(String),
				token_usage: expect.anything(),
				cost: expect.anything(),
				duration_ms: expect.anything(),
				body: INPUT,
				headers: { 'content-type': 'application/json' },
			},
		]);
	});

	it('has an empty output beside the error when Simplify is on and PromptRails refused', async () => {
		fixture.emulator.fault({ path: '/hooks/*', status: 400, body: { error: { message: 'no' } } });
		const published = fixture.workflow({ simplify: true });
		await published.publish();
		const { items } = await published.call(signed());
		expect(items).toEqual([
			expect.objectContaining({
				output: null,
				body: INPUT,
				error: expect.objectContaining({ statusCode: 400 }),
			}),
		]);
	});

	it('starts a workflow that was saved before there was Simplify with the whole execution', async () => {
		const published = fixture.workflow();
		delete published.parameters.simplify;
		published.typeVersion = 1;
		await published.publish();
		const { items } = await published.call(signed());
		expect(items?.[0]).toMatchObject({ execution: { status: 'completed', input: INPUT } });
		expect(items?.[0]).not.toHaveProperty('output');
	});
});
