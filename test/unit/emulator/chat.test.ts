import { useEmulator } from './useEmulator';

const emulator = useEmulator();
const session = () => `/api/v1/chat/sessions/${emulator.api.ids.chatSessions.ada}`;
const send = (content: string) => emulator.call('POST', `${session()}/messages`, { content });

describe('a chat message', () => {
	it('is answered with both messages when switched to the shape of the local emulator', async () => {
		emulator.api.settings.chatReplyShape = 'pair';
		expect((await send('Hi')).body.data).toMatchObject({
			user_message: { role: 'user', content: 'Hi' },
			assistant_message: { role: 'assistant', content: 'Support Agent heard: Hi' },
			execution_id: expect.any(String),
		});
	});

	it('runs the agent in the session', async () => {
		await send('Hi');
		const runs = await emulator.call(
			'GET',
			`/api/v1/executions?session_id=${emulator.api.ids.chatSessions.ada}&limit=1`,
		);
		expect(runs.body.data[0]).toMatchObject({ input: { message: 'Hi' }, status: 'completed' });
	});

	it('that makes the run fail leaves an empty reply that says why', async () => {
		const { body } = await send('/fail');
		expect(body.data).toMatchObject({
			content: '',
			metadata: { status: 'failed', error: 'the model refused to answer' },
		});
	});

	it('must have content under its own name', async () => {
		const reply = await emulator.call('POST', `${session()}/messages`, { message: 'Hi' });
		expect(reply.status).toBe(400);
	});
});

describe('a chat session', () => {
	it('takes its messages along when deleted', async () => {
		expect((await emulator.call('DELETE', session())).status).toBe(204);
		expect((await emulator.call('GET', `${session()}/messages`)).status).toBe(404);
		expect(emulator.api.store.chatMessages.all()).toHaveLength(0);
	});
});
