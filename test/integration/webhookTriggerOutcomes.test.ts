import type { FaultRule } from '../emulator';
import { INPUT, signed, useTriggerWorkflows } from '../support/engine/agentWebhook';

const fixture = useTriggerWorkflows();

describe('a call', () => {
	it('starts the workflow with the error when PromptRails refuses, and may be sent again', async () => {
		const published = fixture.workflow({ respond: 'whenRunEnds' });
		await published.publish();
		const stop = fixture.emulator.fault({
			path: '/hooks/*',
			status: 400,
			body: { error: { code: 'bad', message: 'no' } },
		});
		const refused = await published.call(signed());
		expect(refused).toMatchObject({
			status: 502,
			items: [{ body: INPUT, execution: null, error: { type: 'ValidationError', statusCode: 400 } }],
		});
		stop();
		expect(await published.call(signed())).toMatchObject({ status: 200 });
	});

	it.each<[string, FaultRule]>([
		['a 500', { status: 500, body: { error: { message: 'boom' } } }],
		['a 503 after the agent ran', { when: 'after', status: 503, body: {} }],
		['a time-out', { delayMs: 3000 }],
		['a broken connection', { when: 'after', reset: 'beforeHeaders' }],
		['a page of HTML with status 200', { status: 200, body: '<html>Welcome</html>' }],
		['an answer whose data is null', { status: 200, body: { data: null } }],
		['an answer without anything', { status: 200, body: {} }],
		['an answer that is a text', { status: 200, body: { data: 'ok' } }],
	])('after %s of the hook is unknown, and a copy of it runs no agent', async (_what, fault) => {
		fixture.emulator.fault({ path: '/hooks/*', times: 1, ...fault });
		const published = fixture.workflow({ respond: 'whenRunEnds', options: { timeout: 1 } });
		await published.publish();
		expect(await published.call(signed())).toMatchObject({
			status: 502,
			answer: {
				error: expect.stringMatching(/^It is unknown whether PromptRails ran the agent/),
				outcomeUnknown: true,
			},
			items: [{ execution: null, error: { outcomeUnknown: true } }],
		});
		expect(await published.call(signed())).toMatchObject({ status: 409, items: undefined });
		expect(fixture.hookCalls()).toHaveLength(1);
	});

	it.each([400, 401, 404, 429])(
		'that the hook refuses with %i did certainly not run, and may be sent again',
		async (status) => {
			const stop = fixture.emulator.fault({
				path: '/hooks/*',
				status,
				body: { error: { message: 'no' } },
				headers: { 'Retry-After': '900' },
			});
			const published = fixture.workflow({ respond: 'whenRunEnds' });
			await published.publish();
			expect(await published.call(signed())).toMatchObject({
				status: 502,
				answer: { error: 'PromptRails did not run the agent', outcomeUnknown: false },
			});
			stop();
			expect(await published.call(signed())).toMatchObject({ status: 200 });
		},
	);

	it('that meets an expression which fails runs no agent, and may be sent again', async () => {
		const published = fixture.workflow();
		await published.publish();
		const { parameters } = published;
		published.parameters = { ...parameters, options: { timeout: '={{ $("Nowhere").item.json.seconds }}' } };
		await expect(published.call(signed())).rejects.toThrow();
		expect(fixture.hookCalls()).toEqual([]);
		published.parameters = parameters;
		expect(await published.call(signed())).toMatchObject({ status: 202 });
	});

	it('whose run cannot be followed is known to have started, and a copy of it runs no agent', async () => {
		const [run] = fixture.emulator.finishExecutions(1);
		const body = { data: { execution_id: run?.id, status: 'awaiting_approval' } };
		fixture.emulator.fault({ path: '/hooks/*', status: 202, body, times: 1 });
		fixture.emulator.fault({ method: 'GET', status: 403, body: { error: { message: 'no' } } });
		const published = fixture.workflow({ respond: 'whenRunEnds' });
		await published.publish();
		expect(await published.call(signed())).toMatchObject({
			status: 200,
			answer: { status: 'awaiting_approval', execution_id: run?.id },
		});
		expect(await published.call(signed())).toMatchObject({ status: 409 });
	});

	it('whose run may have started is not let in again', async () => {
		const published = fixture.workflow();
		await published.publish();
		fixture.emulator.fault({ path: '/hooks/*', times: 1, when: 'after', reset: 'beforeHeaders' });
		expect(await published.call(signed())).toMatchObject({
			status: 202,
			items: [{ execution: null, error: { outcomeUnknown: true } }],
		});
		expect(await published.call(signed())).toMatchObject({ status: 409, items: undefined });
		expect(fixture.hookCalls()).toHaveLength(1);
	});
});
