import type { INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../emulator';
import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeRun, runNode } from '../support/engine/runNode';

const emulator = useEmulator();

beforeEach(() => {
	emulator.current.settings.asyncRunMs = 1;
	emulator.current.settings.streamDeltaMs = 1;
});

interface Start {
	type: string;
	parameters: () => INodeParameters;
	/** The request that starts something. */
	path: string;
	/** What to look at when it does not say what it started. */
	look: string;
	options?: Partial<NodeRun>;
}

const ids = () => emulator.current.ids;
const agentInput = (operation: string, more: INodeParameters = {}) => ({
	resource: 'agent',
	operation,
	agentId: byId(ids().agents.support),
	inputMode: 'json',
	input: '{"name": "Ada", "question": "Q"}',
	...more,
});
const execute = {
	type: 'promptRailsAgent',
	path: '/api/v1/agents/*/execute',
	look: 'executions of the agent',
};
const send = { type: 'promptRailsChat', path: '/api/v1/chat/sessions/*/messages', look: 'chat session' };
const message = (more: INodeParameters) => ({
	resource: 'message',
	operation: 'send',
	content: 'Hi',
	...more,
});

const STARTS: Record<string, Start> = {
	'Agent: Execute': { ...execute, parameters: () => agentInput('execute') },
	'Agent: Execute, Start Only': {
		...execute,
		parameters: () => agentInput('execute', { runMode: 'start' }),
	},
	'Agent: Execute, Start and Poll': {
		...execute,
		parameters: () => agentInput('execute', { runMode: 'poll' }),
	},
	'Agent: Execute, streamed': {
		...execute,
		parameters: () => agentInput('execute'),
		options: { onChunk: () => {} },
	},
	'Agent: Playground': {
		type: 'promptRailsAgent',
		parameters: () => agentInput('playground'),
		path: '/api/v1/agents/*/playground',
		look: 'traces of the agent',
	},
	'Agent-to-Agent Task: Send Message': {
		type: 'promptRailsAgent',
		parameters: () => ({
			resource: 'a2a',
			operation: 'send',
			agentId: byId(ids().agents.support),
			text: 'Hi',
		}),
		path: '/a2a/agents/*',
		look: 'tasks of the agent',
	},
	'Chat: Send': { ...send, parameters: () => message({ sessionId: byId(ids().chatSessions.ada) }) },
	'Chat: Send to a new session': {
		...send,
		parameters: () => message({ sessionMode: 'new', agentId: byId(ids().agents.support) }),
		path: '/api/v1/chat/sessions',
		look: 'chat sessions',
	},
	'Prompt: Run': {
		type: 'promptRailsPrompt',
		parameters: () => ({
			resource: 'prompt',
			operation: 'run',
			promptId: byId(ids().prompts.summary),
			inputMode: 'json',
			input: '{"text": "A long story"}',
		}),
		path: '/api/v1/prompts/*/run',
		look: 'traces of the prompt',
	},
};

const run = ({ type, parameters, options }: Start, more: Partial<NodeRun> = {}) =>
	runNode({ type, parameters: parameters(), credential: emulator.credential(), ...options, ...more });
const answers = ({ path }: Start, body: unknown, rule: FaultRule = {}) =>
	emulator.current.fault({ method: 'POST', path, status: 200, body, ...rule });

describe.each(Object.entries(STARTS))('%s', (_name, start) => {
	test.each([
		['{"data": null}', { data: null }],
		['{}', {}],
		['[]', []],
		['{"data": []}', { data: [] }],
		['{"data": {}}', { data: {} }],
		['an object without an ID', { data: { created: true, status: 'running' } }],
		['an ID that is none', { data: { id: '', execution_id: null } }],
	])('answered with %s is an error that says what to look up, and is not sent again', async (_body, body) => {
		answers(start, body);
		const { json } = await run(start, { items: [{}], onError: 'continueRegularOutput' });
		expect(json).toEqual([
			{
				message: expect.any(String) as unknown,
				error: expect.objectContaining({
					type: 'ServerError',
					outcomeUnknown: true,
					description: expect.stringContaining(start.look) as unknown,
				}) as unknown,
			},
		]);
		expect(emulator.current.requests({ method: 'POST', path: start.path })).toHaveLength(1);
		expect(emulator.current.requests().filter(({ path }) => /undefined|null/.test(path))).toEqual([]);
	});

	test('loses no other item when one is answered so', async () => {
		answers(start, { data: null }, { times: 1 });
		answers(start, { data: { id: 'a', session_id: 's', content: 'Hi', output: { content: 'Hi' } } });
		const options = { itemsInFlight: 1 };
		const parameters = { ...start.parameters(), options };
		const { json } = await run(
			{ ...start, parameters: () => parameters },
			{ items: [{}, {}], onError: 'continueRegularOutput' },
		);
		expect(json).toHaveLength(2);
		expect(json[0]).toHaveProperty('error.outcomeUnknown', true);
	});
});

describe('an answer that names no run but says what became of it', () => {
	const { 'Agent: Execute': agentExecute, 'Chat: Send': chatSend } = STARTS;

	test('is the result of an agent', async () => {
		answers(agentExecute, { data: { status: 'completed', output: { answer: 'Hello' } } });
		const { json } = await run(agentExecute);
		expect(json[0]).toMatchObject({ output: 'Hello', status: 'completed' });
	});

	test('is the answer in a chat', async () => {
		answers(chatSend, { content: 'Hello' });
		const { json } = await run(chatSend);
		expect(json[0]).toMatchObject({ output: 'Hello', execution_id: null, status: null });
	});
});

describe.each(['failed', 'rejected', 'denied', 'canceled', 'cancelled'])(
	'an answer that says %s',
	(status) => {
		const body = {
			data: { id: 'a-run', status, error: { message: 'over budget' }, output: { content: 'half' } },
		};
		const { 'Prompt: Run': prompt, 'Agent: Playground': playground, 'Agent: Execute': agentExecute } = STARTS;
		const fire: Start = {
			type: 'promptRailsWorkspace',
			parameters: () => ({
				resource: 'webhookTrigger',
				operation: 'fire',
				token: 'wht_abcdefgh',
				input: '{}',
			}),
			path: '/hooks/*',
			look: '',
		};

		test.each([
			['Agent: Execute', agentExecute],
			['Prompt: Run', prompt],
			['Agent: Playground', playground],
			['Webhook Trigger: Fire', fire],
		])('is an error of %s', async (_name, start) => {
			answers(start, body);
			const { json } = await run(start, { onError: 'continueRegularOutput' });
			expect(json[0].error).toMatchObject({
				type: 'RunFailedError',
				details: { status, execution_id: 'a-run' },
				description: expect.stringContaining('over budget'),
			});
		});

		test.each([status, status.toUpperCase(), `TASK_STATE_${status.toUpperCase()}`])(
			'is an error of a task that is sent, spelled %s',
			async (state) => {
				const start = STARTS['Agent-to-Agent Task: Send Message'];
				const said = { parts: [{ kind: 'text', text: 'over budget' }] };
				answers(start, { jsonrpc: '2.0', result: { id: 'a-task', status: { state, message: said } } });
				const { json } = await run(start, { onError: 'continueRegularOutput' });
				expect(json[0].error).toMatchObject({
					type: 'RunFailedError',
					details: { task_id: 'a-task' },
					description: expect.stringContaining('over budget'),
				});
			},
		);
	},
);

test.each(['input-required', 'input_required', 'auth-required', 'TASK_STATE_INPUT_REQUIRED'])(
	'a task that says %s is a result with what the agent asks for',
	async (state) => {
		const start = STARTS['Agent-to-Agent Task: Send Message'];
		const asked = { parts: [{ kind: 'text', text: 'Which order?' }] };
		answers(start, { jsonrpc: '2.0', result: { id: 'a-task', status: { state, message: asked } } });
		const { json, error } = await run(start);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ id: 'a-task', output: 'Which order?' });
	},
);

test('a run of a prompt that goes on is followed to its end', async () => {
	const start = STARTS['Prompt: Run'];
	answers(start, { data: { execution_id: ids().executions.completed, status: 'running' } });
	const { json } = await run(start);
	expect(json[0]).toMatchObject({ status: 'completed', output: expect.any(String) });
});
