import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { chatText } from '../support/chatText';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { type NodeResult, type NodeRun, runNode } from '../support/engine/runNode';

const emulator = useEmulator();
const agent = agentRunner(emulator);

const NOTICE = 'A person has to approve this before it can go on.';
const REFUND = { order_id: 'A-1', amount: 25 };

type Run = (parameters?: INodeParameters, options?: Partial<NodeRun>) => Promise<NodeResult>;

const node = (type: string, own: () => INodeParameters): Run => {
	return async (parameters, options) =>
		await runNode({
			type: `promptRails${type}`,
			credential: emulator.credential(),
			parameters: { ...own(), ...parameters },
			...options,
		});
};
const chatWith = (name: 'refund' | 'mute' | 'flaky') =>
	node('Chat', () => ({
		resource: 'message',
		operation: 'send',
		sessionMode: 'new',
		agentId: byId(emulator.current.ids.agents[name]),
		content: 'Refund A-1, please',
	}));
const agentCalled =
	(name: 'refund' | 'mute'): Run =>
	async (parameters, options) =>
		await agent.execute({
			parameters: { agentId: byId(emulator.current.ids.agents[name]), ...parameters },
			items: [REFUND],
			...options,
		});
const follow = node('Execution', () => ({
	resource: 'execution',
	operation: 'stream',
	executionId: byId(emulator.current.ids.executions.awaitingApproval),
}));
const prompt = node('Prompt', () => ({
	operation: 'run',
	promptId: byId(emulator.current.ids.prompts.summary),
	inputMode: 'json',
	input: '{"name": "Ada"}',
}));
const ask = (approval: () => string) =>
	node('Approval', () => ({
		operation: 'wait',
		approvalId: byId(approval()),
		waitMode: 'hold',
		holdLimit: 0.1,
	}));
const wait = (execution: () => string) =>
	node('Execution', () => ({
		resource: 'execution',
		operation: 'wait',
		executionId: byId(execution()),
		waitMode: 'hold',
		holdLimit: 0.1,
	}));

/** The one item that leaves, by whichever output. */
const lastItem = ({ outputs, error }: NodeResult): IDataObject => {
	expect(error).toBeUndefined();
	const [item, ...others] = outputs.flat();
	expect(others).toEqual([]);
	return item.json;
};

const paused: Array<[string, Run]> = [
	['an agent', agentCalled('refund')],
	['an agent that is polled', (own, more) => agentCalled('refund')({ runMode: 'poll', ...own }, more)],
	['a chat', chatWith('refund')],
	['a run that is followed', follow],
];

describe.each([[[]], [['outputWhilePaused'] as const]])('where a run pauses (oddities: %j)', (oddities) => {
	beforeEach(() => {
		emulator.current.settings.oddities = new Set(oddities);
		emulator.current.settings.asyncRunMs = 1;
	});

	describe.each(paused)('%s', (_name, run) => {
		test.each([true, false])(
			'shows the notice and keeps what a workflow reads (Simplify: %s)',
			async (simplify) => {
				const item = lastItem(await run({ simplify }));
				expect(chatText(item)).toBe(NOTICE);
				expect(item).toMatchObject({
					status: expect.stringMatching(/^(awaiting|waiting)_approval$/),
					approval: { id: expect.any(String), status: 'pending', payload: { output: expect.anything() } },
				});
				expect('unapproved_output' in item).toBe(oddities.length > 0);
			},
		);

		test('shows the words of its option', async () => {
			const item = lastItem(await run({ options: { approvalNotice: 'We will write.' } }));
			expect(chatText(item)).toBe('We will write.');
		});

		test('shows a sentence where the option is empty', async () => {
			expect(chatText(lastItem(await run({ options: { approvalNotice: '' } })))).toBe(NOTICE);
		});
	});

	test.each([
		['approval', ask(() => emulator.current.ids.approvals.pending), 'Nobody has decided yet.'],
		['run', wait(() => emulator.current.ids.executions.awaitingApproval), NOTICE],
	])('the gate of the %s shows a sentence', async (_name, run, sentence) => {
		expect(chatText(lastItem(await run()))).toBe(sentence);
	});

	test.each([
		['approval', ask(() => emulator.current.ids.approvals.pending), 'This was not approved.'],
		['run', wait(() => emulator.current.ids.executions.awaitingApproval), 'This could not be completed.'],
	])('the gate of the %s shows a sentence where it was rejected', async (_name, run, sentence) => {
		emulator.current.decide(emulator.current.ids.approvals.pending, 'rejected');
		expect(chatText(lastItem(await run()))).toBe(sentence);
	});

	test('a run that is rejected meanwhile shows that, and no text that nobody approved', async () => {
		emulator.current.decide(emulator.current.ids.approvals.pending, 'rejected');
		const item = lastItem(await follow({}, { onError: 'continueRegularOutput' }));
		expect(chatText(item)).toMatch(/^The run ended before its answer was complete\./);
		expect(item.error).toMatchObject({ details: { status: 'rejected' } });
	});
});

test('a prompt that pauses shows the notice', async () => {
	const body = { status: 'awaiting_approval', id: 'run-1', output: 'The refund is on its way.' };
	emulator.current.fault({ path: '/api/v1/prompts/*/run', status: 200, body: { data: body } });
	const item = lastItem(await prompt());
	expect(chatText(item)).toBe(NOTICE);
	expect(item).toMatchObject({ status: 'awaiting_approval', unapproved_output: 'The refund is on its way.' });
});

describe('where the workflow goes on after an error', () => {
	const ID = /\b(?:[\da-z]{27}|[\da-f]{8}-)/i;
	const failing: Array<[string, Run]> = [
		['an agent', agentCalled('refund')],
		['a chat', chatWith('flaky')],
		['a prompt', prompt],
	];

	test.each(
		failing.flatMap(([name, run]) =>
			(['continueRegularOutput', 'continueErrorOutput'] as const).map(
				(onError) => [name, onError, run] as const,
			),
		),
	)('%s that fails shows why, and no IDs (%s)', async (_name, onError, run) => {
		emulator.current.fault({
			method: 'POST',
			path: '/api/v1/**',
			status: 500,
			body: { error: { code: 'internal', message: 'x' } },
		});
		const item = lastItem(await run({}, { onError }));
		expect(chatText(item)).toMatch(/^PromptRails could not process the request\./);
		expect(chatText(item)).not.toMatch(ID);
		expect(item.error).toMatchObject({ type: 'ServerError' });
	});

	test('a run whose time is up shows that, and nothing of its answer', async () => {
		emulator.current.settings.asyncRunMs = 60_000;
		emulator.current.settings.stream = { stall: { afterDeltas: 1, heartbeats: true } };
		const options = { timeout: 1, includeEvents: true };
		const item = lastItem(await agent.execute({ parameters: { options }, onError: 'continueRegularOutput' }));
		expect(chatText(item)).toMatch(/^The run did not end within the time limit\./);
		expect(chatText(item)).not.toMatch(ID);
		expect(item.error).toMatchObject({ details: { execution_id: expect.any(String), received: 'Hello' } });
	});

	test('a message of the input stays where n8n adds the input to the item', async () => {
		emulator.current.fault({ path: '/api/v1/agents/*/execute', status: 403 });
		const item = lastItem(
			await agent.execute({ items: [{ message: 'Hi' }], onError: 'continueErrorOutput' }),
		);
		expect(item).toMatchObject({ message: 'Hi', error: { type: 'ForbiddenError' } });
	});
});

test.each([
	['an agent', agentCalled('mute')],
	['a chat', chatWith('mute')],
])('%s that says nothing shows a sentence, and has no output', async (_name, run) => {
	const item = lastItem(await run());
	expect(chatText(item)).toBe('There is no answer.');
	expect(item.output).toBeNull();
});

test('a run that is only started shows that', async () => {
	const item = lastItem(await agent.execute({ parameters: { runMode: 'start' } }));
	expect(chatText(item)).toBe('The run has started.');
});

test('a chat whose run cannot be read shows the answer with Simplify off as well', async () => {
	emulator.current.settings.chatReplyShape = 'pair';
	emulator.current.fault({ path: '/api/v1/executions/*', status: 403 });
	const sessionId = byId(emulator.current.ids.chatSessions.ada);
	const item = lastItem(await chatWith('refund')({ sessionMode: 'existing', sessionId, simplify: false }));
	expect(chatText(item)).toBe('Support Agent heard: Refund A-1, please');
});
