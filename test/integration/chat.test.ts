import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { type NodeRun, runNode } from '../support/engine/runNode';
import { until } from '../support/engine/until';

const emulator = useEmulator();

/** Sends a message against the emulator. */
const send = (parameters: INodeParameters, options: Partial<NodeRun> = {}) =>
	runNode({
		type: 'promptRailsChat',
		credential: emulator.credential(),
		parameters: { resource: 'message', operation: 'send', ...parameters },
		...options,
	});

const said = () => emulator.current.requests({ method: 'POST' }).map(({ path, body }) => ({ path, body }));
const messagesOf = (sessionId: string) => `/api/v1/chat/sessions/${sessionId}/messages`;

/** Another session beside the seeded one. */
function secondSession(): string {
	const { store, ids } = emulator.current;
	const first = store.chatSessions.get(ids.chatSessions.ada)!;
	return store.chatSessions.insert({ ...first, ...store.ownedStamp() }).id;
}

test('messages to one session keep their order, while other sessions go on', async () => {
	const sessions = { a: emulator.current.ids.chatSessions.ada, b: secondSession() };
	emulator.current.fault({ path: messagesOf(sessions.a), delayMs: 100, times: 2 });
	const items = [1, 2, 3].map((turn) => ({ session: sessions.a, text: `a${turn}` }));
	const { json } = await send(
		{ sessionId: byId('={{ $json.session }}'), content: '={{ $json.text }}' },
		{ items: [...items, { session: sessions.b, text: 'b1' }] },
	);
	expect(said().map(({ body }) => (body as { content: string }).content)).toEqual(['a1', 'b1', 'a2', 'a3']);
	expect(json.map(({ output }) => output)).toEqual(
		['a1', 'a2', 'a3', 'b1'].map((text) => `Support Agent heard: ${text}`),
	);
});

test('waiting for its turn, a message takes no place of another session', async () => {
	const sessions = { a: emulator.current.ids.chatSessions.ada, b: secondSession() };
	emulator.current.fault({ path: messagesOf(sessions.a), delayMs: 100, times: 1 });
	await send(
		{
			sessionId: byId('={{ $json.session }}'),
			content: '={{ $json.text }}',
			options: { itemsInFlight: 2 },
		},
		{
			items: [
				{ session: sessions.a, text: 'a1' },
				{ session: sessions.a, text: 'a2' },
				{ session: sessions.b, text: 'b1' },
			],
		},
	);
	expect(said().map(({ body }) => (body as { content: string }).content)).toEqual(['a1', 'b1', 'a2']);
});

test('an expression decides between an existing and a new session', async () => {
	const { agents, chatSessions } = emulator.current.ids;
	const { json, error } = await send(
		{
			sessionMode: '={{ $json.session ? "existing" : "new" }}',
			sessionId: byId('={{ $json.session }}'),
			agentId: byId(agents.support),
			content: 'Hello',
			additionalFields: { title: 'Greeting' },
		},
		{ items: [{ session: chatSessions.ada }, {}] },
	);
	expect(error).toBeUndefined();
	expect(json[0].session_id).toBe(chatSessions.ada);
	expect(json[1].session_id).not.toBe(chatSessions.ada);
	expect(emulator.current.store.chatSessions.get(String(json[1].session_id))).toMatchObject({
		title: 'Greeting',
	});
});

describe('a new session', () => {
	test('is named by the error when its first message fails', async () => {
		const { agents } = emulator.current.ids;
		emulator.current.fault({ path: '/api/v1/chat/sessions/*/messages', status: 403 });
		const parameters = { sessionMode: 'new', agentId: byId(agents.support), content: 'Hello' };
		const { json } = await send(parameters, { onError: 'continueRegularOutput' });
		const [session] = emulator.current.store.chatSessions.all();
		expect(json).toEqual([
			{
				message: expect.not.stringMatching(new RegExp(`${session.id}|…`)),
				error: expect.objectContaining({
					type: 'ForbiddenError',
					details: expect.objectContaining({ session_id: session.id }),
					description: expect.stringContaining(session.id),
				}),
			},
		]);
	});

	test('is not made for an empty message', async () => {
		const { agents } = emulator.current.ids;
		const { error } = await send({
			sessionMode: 'new',
			agentId: byId(agents.support),
			content: '={{ "" }}',
		});
		expect(error?.message).toBe("The field 'Message' is empty [item 0]");
		expect(emulator.current.requests()).toEqual([]);
	});
});

test.each(['message', 'pair'] as const)('a failed run is an error, in a reply of shape %s', async (shape) => {
	emulator.current.settings.chatReplyShape = shape;
	const { json } = await send(
		{ sessionId: byId(emulator.current.ids.chatSessions.ada), content: '/fail' },
		{ onError: 'continueRegularOutput' },
	);
	expect(json).toEqual([
		{
			message: expect.stringMatching(/^The model refused to answer/),
			error: expect.objectContaining({
				type: 'RunFailedError',
				details: expect.objectContaining({ execution_id: expect.any(String) }),
			}),
		},
	]);
});

const NOTICE = 'A person has to approve this before it can go on.';

test('a run that waits for an approval is a result with that approval, and says so to the visitor', async () => {
	const { agents } = emulator.current.ids;
	const { json } = await send({
		sessionMode: 'new',
		agentId: byId(agents.refund),
		content: 'Refund A-1001, please',
	});
	const [item] = json;
	expect(json).toEqual([
		expect.objectContaining({
			output: NOTICE,
			status: 'awaiting_approval',
			approval: expect.objectContaining({ execution_id: item.execution_id, status: 'pending' }),
		}),
	]);
});

describe.each([
	['in the same request', 'message', []],
	['beside the message of the user', 'pair', []],
	['later, with its run', 'pair', ['laterAnswers']],
	['later, in a nested output', 'pair', ['laterAnswers', 'nestedOutputs']],
] as const)('a message that is not streamed and is answered %s', (_name, shape, oddities) => {
	const toAda = () => ({ sessionId: byId(emulator.current.ids.chatSessions.ada), content: 'Hello' });
	beforeEach(() => {
		emulator.current.settings.chatReplyShape = shape;
		emulator.current.settings.oddities = new Set(oddities);
		emulator.current.settings.asyncRunMs = 1;
	});

	test('shows what its run cost', async () => {
		const { json } = await send(toAda());
		const { store } = emulator.current;
		const run = store.executions.get(String(json[0].execution_id))!;
		expect(json).toEqual([
			expect.objectContaining({
				output: 'Support Agent heard: Hello',
				status: 'completed',
				session_id: run.session_id,
				cost: run.cost,
				token_usage: run.token_usage,
				trace_id: run.trace_id,
			}),
		]);
		expect(run.cost).toBeGreaterThan(0);
	});

	test('is the run as the server shows it when Simplify is off', async () => {
		const { json } = await send({ ...toAda(), simplify: false });
		const run = emulator.current.store.executions.get(String(json[0].id))!;
		expect(Object.keys(json[0]).sort()).toEqual(Object.keys(run).sort());
	});
});

test.each(['message', 'pair'] as const)(
	'a message whose run may not be read has its answer and no status, in a reply of shape %s',
	async (shape) => {
		emulator.current.settings.chatReplyShape = shape;
		emulator.current.fault({ path: '/api/v1/executions/*', status: 403 });
		const { json } = await send({
			sessionId: byId(emulator.current.ids.chatSessions.ada),
			content: 'Hello',
		});
		expect(json[0]).toMatchObject({ output: 'Support Agent heard: Hello', status: null });
	},
);

test('a message whose run cannot be read is the reply of the server with its text when Simplify is off', async () => {
	emulator.current.settings.chatReplyShape = 'pair';
	emulator.current.fault({ path: '/api/v1/executions/*', status: 403 });
	const { json } = await send({
		sessionId: byId(emulator.current.ids.chatSessions.ada),
		content: 'Hello',
		simplify: false,
	});
	expect(Object.keys(json[0]).sort()).toEqual([
		'assistant_message',
		'execution_id',
		'output',
		'user_message',
	]);
});

test('a message whose run waits for an approval comes without the text that nobody approved', async () => {
	const { agents } = emulator.current.ids;
	emulator.current.fault({
		path: '/api/v1/chat/sessions/*/messages',
		when: 'after',
		status: 201,
		body: {
			data: {
				id: 'm',
				content: 'The refund is on its way.',
				execution_id: emulator.current.ids.executions.awaitingApproval,
			},
		},
	});
	const { json } = await send({ sessionMode: 'new', agentId: byId(agents.refund), content: 'Refund A-1' });
	expect(json[0]).toMatchObject({
		output: NOTICE,
		status: 'awaiting_approval',
		approval: { status: 'pending' },
	});
});

test('a run that waits for an approval says so in other words where the notice is empty', async () => {
	const { json } = await send({
		sessionMode: 'new',
		agentId: byId(emulator.current.ids.agents.refund),
		content: 'Refund A-1001, please',
		options: { approvalNotice: '' },
	});
	expect(json[0]).toMatchObject({ output: NOTICE, status: 'awaiting_approval' });
});

describe('when n8n cancels a message that is not streamed', () => {
	const cancels = () => emulator.current.requests({ path: '/api/v1/executions/*/cancel' });
	const toSlow = () => ({
		sessionMode: 'new',
		agentId: byId(emulator.current.ids.agents.slow),
		content: 'Take your time',
	});
	const cancelWhen = (isUnderWay: () => boolean) => ({
		onStarted: (cancel: () => void) => void until(isUnderWay).then(cancel),
	});

	beforeEach(() => {
		emulator.current.settings.longRunMs = 60_000;
		emulator.current.settings.cancelRoute = true;
	});

	test('its run is cancelled as well where the answer comes later', async () => {
		emulator.current.settings.oddities = new Set(['laterAnswers']);
		const isRead = () => emulator.current.requests({ path: '/api/v1/executions/*' }).length > 0;
		const { run } = await send(toSlow(), cancelWhen(isRead));
		expect(run.status).toBe('canceled');
		await until(() => cancels().length === 1);
	});

	test('its run is cancelled as well while the server keeps the request open', async () => {
		const started = () => emulator.current.store.executions.where(({ status }) => status === 'running');
		const { run } = await send(
			toSlow(),
			cancelWhen(() => started().length > 0),
		);
		expect(run.status).toBe('canceled');
		await until(() => cancels().length === 1);
		expect(cancels()[0].path).toContain(started()[0]?.id ?? '');
	});
});
