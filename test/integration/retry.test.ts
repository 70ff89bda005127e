import type { NodeApiError } from 'n8n-workflow';

import type { FaultRule } from '../emulator';
import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';

const emulator = useEmulator();
const agent = agentRunner(emulator);

const waitsBetweenRequests = (): number[] => {
	const times = emulator.current.requests().map(({ at }) => at);
	return times.slice(1).map((time, index) => time - times[index]);
};

describe('a GET', () => {
	const once: Array<[string, FaultRule]> = [
		['500', { status: 500 }],
		['502 with an HTML page', { status: 502, html: true }],
		['503', { status: 503 }],
		['a reset before the headers', { reset: 'beforeHeaders' }],
		['a reset in the middle of the body', { reset: 'midBody' }],
	];
	test.each(once)('succeeds after %s', async (_name, fault) => {
		emulator.current.fault({ ...fault, times: 1 });
		const { json, error } = await agent.get();
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ name: 'Support Agent' })]);
		expect(emulator.current.requests()).toHaveLength(2);
	});

	const inOneSecond = () => new Date(Math.ceil(Date.now() / 1000) * 1000 + 1000).toUTCString();
	const hints: Array<[string, () => Record<string, string>, number]> = [
		['seconds', () => ({ 'retry-after': '1' }), 1000],
		['a date', () => ({ 'retry-after': inOneSecond() }), 900],
		['milliseconds', () => ({ 'retry-after-ms': '700' }), 700],
	];
	test.each(hints)('waits as a 429 says in %s', async (_name, headers, atLeastMs) => {
		emulator.current.fault({ status: 429, headers: headers(), times: 1 });
		const { error } = await agent.get();
		expect(error).toBeUndefined();
		expect(waitsBetweenRequests()).toEqual([expect.any(Number)]);
		expect(waitsBetweenRequests()[0]).toBeGreaterThanOrEqual(atLeastMs - 20);
	});

	test('is sent four times at the most, and the error says so', async () => {
		emulator.current.fault({ status: 500 });
		const { error } = await agent.get();
		expect(emulator.current.requests()).toHaveLength(4);
		expect(error).toMatchObject({ httpCode: '500', description: expect.stringContaining('Tried 4 times') });
	}, 15_000);

	test('fails at once when the server asks to wait longer than the budget, and says how long', async () => {
		emulator.current.fault({ status: 429, headers: { 'retry-after': '3600' } });
		const { error } = await agent.get();
		expect(emulator.current.requests()).toHaveLength(1);
		expect(error?.description).toContain('3600 seconds');
		expect((error as NodeApiError).failure).toEqual({ cause: 'rate-limited', retryAfterMs: 3_600_000 });
	});

	test('is not repeated with a budget of 0', async () => {
		emulator.current.fault({ status: 503 });
		const { error } = await agent.get({ parameters: { options: { retryBudget: 0 } } });
		expect(error?.message).toContain('could not process');
		expect(emulator.current.requests()).toHaveLength(1);
	});
});

describe('the timeout', () => {
	const slow: Array<[string, FaultRule]> = [
		['no answer', { hang: true }],
		['a body that stops half-way', { silent: true }],
		['a body that trickles in', { trickleMs: 50, when: 'after' }],
	];
	test.each(slow)('ends a request with %s, and the next one may succeed', async (_name, fault) => {
		emulator.current.fault({ ...fault, times: 1 });
		const { json, error } = await agent.get({ parameters: { options: { timeout: 1 } } });
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ name: 'Support Agent' })]);
		expect(emulator.current.requests()).toHaveLength(2);
	});
});

describe('an agent execution', () => {
	const unknown: Array<[string, FaultRule, object]> = [
		['500', { status: 500 }, { type: 'ServerError', statusCode: 500 }],
		['502 with an HTML page', { status: 502, html: true }, { type: 'ServerError', statusCode: 502 }],
		['a timeout', { hang: true }, { type: 'TimeoutError', code: 'ECONNABORTED' }],
		[
			'a reset before the headers',
			{ reset: 'beforeHeaders' },
			{ type: 'ConnectionError', code: 'ECONNRESET' },
		],
		['a reset in the middle of the body', { reset: 'midBody', when: 'after' }, { type: 'ConnectionError' }],
		[
			'an answer cut off in its JSON',
			{ truncate: 'json', when: 'after' },
			{ type: 'ServerError', statusCode: 201 },
		],
		['an empty answer', { empty: true, when: 'after' }, { type: 'ServerError', statusCode: 201 }],
	];
	test.each(unknown)(
		'is sent exactly once on %s, and the error says that its outcome is unknown',
		async (_name, fault, told) => {
			emulator.current.fault(fault);
			const { json } = await agent.execute({
				onError: 'continueRegularOutput',
				parameters: { options: { timeout: 1 } },
			});
			expect(emulator.current.requests()).toHaveLength(1);
			expect(json[0].error).toMatchObject({
				...told,
				attempts: 1,
				outcomeUnknown: true,
				description: expect.stringContaining('sent only once and not repeated'),
			});
		},
	);

	test('is repeated after a 429, since nothing ran', async () => {
		emulator.current.fault({ status: 429, headers: { 'retry-after-ms': '50' }, times: 1 });
		const { json, error } = await agent.execute();
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ status: 'completed' })]);
		expect(emulator.current.requests()).toHaveLength(2);
	});

	test.each<[string, Record<string, string>]>([
		['without a hint', {}],
		['that says when to come back', { 'retry-after-ms': '50' }],
	])(
		'is not repeated after a 503 %s, which a gateway may answer after the agent ran',
		async (_hint, headers) => {
			emulator.current.fault({ status: 503, headers, when: 'after' });
			const { json } = await agent.execute({ onError: 'continueRegularOutput' });
			expect(json[0].error).toMatchObject({ type: 'ServerError', outcomeUnknown: true });
			expect(emulator.current.requests({ method: 'POST' })).toHaveLength(1);
		},
	);
});

describe('a deletion', () => {
	const erase = (id: string) => agent.run('delete', { agentId: byId(id) });

	test('whose answer got lost is done when the next try finds nothing there', async () => {
		emulator.current.fault({ method: 'DELETE', reset: 'beforeHeaders', when: 'after', times: 1 });
		const { json, error } = await erase(emulator.current.ids.agents.support);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ deleted: true }]);
		expect(emulator.current.requests()).toHaveLength(2);
	});

	test('whose answer got lost is done too when the server says that the entry is gone', async () => {
		emulator.current.fault({ method: 'DELETE', reset: 'beforeHeaders', when: 'after', times: 1 });
		emulator.current.fault({ method: 'DELETE', status: 410 });
		const { json, error } = await erase(emulator.current.ids.agents.support);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ deleted: true }]);
	});

	test('of what was never there is an error, however often it was tried', async () => {
		emulator.current.fault({ method: 'DELETE', status: 429, headers: { 'retry-after-ms': '5' }, times: 1 });
		const { error } = await erase('nope');
		expect(error).toMatchObject({ httpCode: '404' });
	});
});

test('a run that was started and may not be read is told with its execution', async () => {
	emulator.current.fault({ method: 'GET', path: '/api/v1/executions/*', status: 403 });
	const { json } = await agent.execute({
		items: [{ name: 'Only one', question: 'Q' }],
		onError: 'continueRegularOutput',
		parameters: { runMode: 'poll' },
	});
	const [{ id }] = emulator.current.store.executions.where(({ input }) => input.name === 'Only one');
	expect(json[0].error).toMatchObject({
		type: 'ForbiddenError',
		details: { execution_id: id },
		description: expect.stringContaining(`Execution ID: ${id}`),
	});
});

describe('a 429', () => {
	test('pauses every item in flight, not only the one that got it', async () => {
		emulator.current.settings.latencyMs = 50;
		emulator.current.fault({ status: 429, headers: { 'retry-after-ms': '600' }, times: 1 });
		const items = Array.from({ length: 6 }, (_item, index) => ({ name: `N${index}`, question: 'Q' }));
		const { json, error } = await agent.execute({ items, parameters: { options: { itemsInFlight: 2 } } });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(6);
		const longest = Math.max(...waitsBetweenRequests());
		expect(longest).toBeGreaterThanOrEqual(400);
		expect(emulator.current.requests()).toHaveLength(7);
	});

	test('says beside the output that requests were held back, once for all of them', async () => {
		emulator.current.fault({ status: 429, headers: { 'retry-after-ms': '20' }, times: 3 });
		const items = Array.from({ length: 4 }, (_item, index) => ({ name: `N${index}`, question: 'Q' }));
		const { run } = await agent.execute({ items });
		const [task] = run.data.resultData.runData['Under Test'];
		expect(task.hints?.map(({ message }) => message)).toEqual([expect.stringMatching(/slow down \(429\)/)]);
	});

	test('that never came is not spoken of', async () => {
		const { run } = await agent.execute();
		const [task] = run.data.resultData.runData['Under Test'];
		expect(task.hints ?? []).toEqual([]);
	});

	test('never loses an item, however often it is refused', async () => {
		emulator.current.fault({ status: 429, headers: { 'retry-after-ms': '20' }, times: 6 });
		const { json, error } = await agent.execute();
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ status: 'completed' })]);
		expect(emulator.current.requests()).toHaveLength(7);
	});

	test('teaches the rate that the server allows: a batch above it is through with few refusals', async () => {
		emulator.current.settings.latencyMs = 50;
		emulator.current.settings.rateLimit = { perSecond: 40 };
		const items = Array.from({ length: 120 }, (_item, index) => ({ name: `N${index}`, question: 'Q' }));
		const { json, error } = await agent.execute({ items });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(120);
		// Ten items are in flight, and a second refusal may come where two windows of the server were taken for one.
		expect(emulator.current.requests().length).toBeLessThanOrEqual(150);
	}, 20_000);
});
