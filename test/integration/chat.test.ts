import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from './harness/agentRun';
import { type NodeRun, runNode } from './harness/runNode';

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
			error: expect.objectContaining({
				type: 'RunFailedError',
				details: expect.objectContaining({ execution_id: expect.any(String) }),
			}),
		},
	]);
});

test('a run that waits for an approval is a result with that approval', async () => {
	const { agents } = emulator.current.ids;
	const { json } = await send({
		sessionMode: 'new',
		agentId: byId(agents.refund),
		content: 'Refund A-1001, please',
	});
	const [item] = json;
	expect(json).toEqual([
		expect.objectContaining({
			output: '',
			status: 'awaiting_approval',
			approval: expect.objectContaining({ execution_id: item.execution_id, status: 'pending' }),
		}),
	]);
});
