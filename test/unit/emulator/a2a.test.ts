import { useEmulator, type Json } from './useEmulator';

const emulator = useEmulator({ longRunMs: 60 });

async function rpc(path: string, method: string, params: object): Promise<Json> {
	const reply = await emulator.call('POST', `/a2a/${path}`, { jsonrpc: '2.0', id: 7, method, params });
	expect(reply.status).toBe(200);
	expect(reply.body).toMatchObject({ jsonrpc: '2.0', id: 7 });
	return reply.body;
}

const send = (agent: 'support' | 'slow' | 'refund' | 'archived', extra: object = {}) => {
	const message = { role: 'user', parts: [{ type: 'text', text: 'Hi' }] };
	return rpc(`agents/${emulator.api.ids.agents[agent]}`, 'message/send', { message, ...extra });
};
const notBlocking = { configuration: { blocking: false } };

describe('a task', () => {
	it('is completed when the call blocks', async () => {
		const { result } = await send('support');
		expect(result.status.state).toBe('completed');
		expect(result.artifacts[0].parts).toEqual([{ type: 'text', text: 'Support Agent heard: Hi' }]);
	});

	it('is working when the call does not block, and completed later', async () => {
		const { result } = await send('slow', notBlocking);
		expect(result.status.state).toBe('working');
		await emulator.api.runSettled(`${result.metadata.execution_id}`);
		expect((await rpc('tasks/get', 'tasks/get', { id: result.id })).result.status.state).toBe('completed');
	});

	it('needs input while an approval is open', async () => {
		expect((await send('refund')).result.status.state).toBe('input_required');
	});

	it('can be canceled while it works, once', async () => {
		emulator.api.settings.longRunMs = 60_000;
		const { result } = await send('slow', notBlocking);
		expect((await rpc('tasks/cancel', 'tasks/cancel', { id: result.id })).result.status.state).toBe(
			'canceled',
		);
		expect((await rpc('tasks/cancel', 'tasks/cancel', { id: result.id })).error).toMatchObject({
			code: -32002,
		});
	});

	it('goes on with further messages', async () => {
		const { result } = await send('support');
		const again = await send('support', { task_id: result.id });
		expect(again.result).toMatchObject({ id: result.id, context_id: result.context_id });
		expect(again.result.messages).toHaveLength(3);
	});
});

describe('failures of a call', () => {
	it('are an error object with HTTP 200', async () => {
		const { error } = await rpc('tasks/get', 'tasks/get', { id: 'nothing' });
		expect(error).toEqual({ code: -32001, message: 'task not found' });
	});

	it('name an unknown method and wrong parameters', async () => {
		expect((await rpc('tasks/get', 'tasks/send', { id: 'x' })).error).toMatchObject({ code: -32601 });
		expect((await rpc('tasks/get', 'tasks/get', { task: 'x' })).error).toMatchObject({
			code: -32602,
			message: expect.stringMatching('id'),
		});
	});

	it('include an archived agent', async () => {
		expect((await send('archived')).error).toMatchObject({
			code: -32000,
			message: expect.stringMatching('archived'),
		});
	});
});
