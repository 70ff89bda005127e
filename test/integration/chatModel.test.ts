import type { ChatModel, Message, StreamChunk } from '@n8n/ai-node-sdk';
import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { searchList } from '../support/engine/loadOptions';
import { newParentRun, supply } from '../support/engine/subNode';

// The SDK comes with n8n, and wraps the model for n8n's AI nodes: here the model itself is looked at.
jest.mock(
	'@n8n/ai-node-sdk',
	() => ({ supplyModel: (_context: unknown, model: unknown) => ({ response: model }) }),
	{ virtual: true },
);

const message = (role: Message['role'], text: string): Message => ({
	role,
	content: [{ type: 'text', text }],
});

const ASKED = [message('user', 'Say hello')];

describe('the chat model', () => {
	const emulator = useEmulator();
	const setup = (agent: 'polyglot' | 'refund', parameters: INodeParameters = {}) => ({
		type: 'promptRailsChatModel',
		credential: emulator.credential(),
		parameters: {
			agentId: byId(emulator.current.ids.agents[agent]),
			inputField: { __rl: true, mode: 'name', value: 'message' },
			textToSend: 'whole',
			options: {},
			...parameters,
		},
	});
	const model = (...given: Parameters<typeof setup>): Promise<ChatModel> =>
		supply<ChatModel>(setup(...given));
	const starts = () => emulator.current.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });

	async function read(chunks: AsyncIterable<StreamChunk>): Promise<StreamChunk[]> {
		const all: StreamChunk[] = [];
		for await (const chunk of chunks) all.push(chunk);
		return all;
	}

	test('answers with the text of the run, its tokens, and where to find it', async () => {
		const answer = await (await model('polyglot')).generate(ASKED);
		const [run] = emulator.current.store.executions.all();
		expect(answer).toMatchObject({
			id: run?.id,
			finishReason: 'stop',
			message: { role: 'assistant', content: [{ type: 'text', text: expect.stringMatching(/./) }] },
			usage: { totalTokens: expect.any(Number) },
			providerMetadata: { execution_id: run?.id, trace_id: run?.trace_id },
		});
		expect(starts().map(({ body }) => body)).toEqual([{ input: { message: 'Say hello' }, sync: true }]);
	});

	test('streams the answer as it comes, and ends with the tokens', async () => {
		const chunks = await read((await model('polyglot')).stream(ASKED));
		const deltas = chunks.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : []));
		expect(deltas.length).toBeGreaterThan(1);
		expect(chunks.at(-1)).toMatchObject({ type: 'finish', usage: { totalTokens: expect.any(Number) } });
		const whole = await (await model('polyglot')).generate(ASKED);
		expect(whole.message.content).toEqual([{ type: 'text', text: deltas.join('') }]);
	});

	test('sends the whole conversation as one text', async () => {
		const said = [
			message('system', 'Be short'),
			message('user', 'Hi'),
			message('assistant', 'Hello'),
			...ASKED,
		];
		await (await model('polyglot')).generate(said);
		expect(starts()[0]?.body).toMatchObject({
			input: { message: 'System: Be short\n\nUser: Hi\n\nAssistant: Hello\n\nUser: Say hello' },
		});
	});

	test('sends the last message alone when told so', async () => {
		const said = [message('user', 'Hi'), message('assistant', 'Hello'), ...ASKED];
		await (await model('polyglot', { textToSend: 'last' })).generate(said);
		expect(starts()[0]?.body).toMatchObject({ input: { message: 'Say hello' } });
	});

	test('refuses tools of n8n, and says where they belong', async () => {
		const supplied = await model('polyglot');
		expect(supplied.withTools([])).toBe(supplied);
		expect(() => supplied.withTools([{ name: 'search' }])).toThrow('cannot use tools of n8n');
	});

	test.each(['generate', 'stream'] as const)('names the approval when the run of %s pauses', async (way) => {
		const supplied = await model('refund', {
			inputField: { __rl: true, mode: 'name', value: 'order_id' },
			options: { furtherInput: '{"amount": 12}' },
		});
		const asked = way === 'generate' ? supplied.generate(ASKED) : read(supplied.stream(ASKED));
		const failure = await asked.then(
			() => new Error('It answered'),
			(error: Error) => error,
		);
		const [approval] = emulator.current.store.approvals.where(({ status }) => status === 'pending');
		expect(failure.message).toContain('The agent paused for approval');
		expect(failure).toMatchObject({ description: expect.stringContaining(String(approval?.id)) });
	});

	test('starts no second run when n8n tries its parent again after the answer got lost', async () => {
		const run = newParentRun();
		const ask = async () =>
			await (await supply<ChatModel>(setup('polyglot'), undefined, run)).generate(ASKED);
		emulator.current.fault({
			path: '/api/v1/agents/*/execute',
			reset: 'beforeHeaders',
			when: 'after',
			times: 1,
		});
		await expect(ask()).rejects.toMatchObject({ description: expect.stringContaining('It is unknown') });
		await expect(ask()).rejects.toMatchObject({
			description: expect.stringContaining('not started a second time'),
		});
		expect(starts()).toHaveLength(1);
	});

	test('runs anew when n8n tries its parent again and nothing had been started', async () => {
		const run = newParentRun();
		const ask = async () =>
			await (await supply<ChatModel>(setup('polyglot'), undefined, run)).generate(ASKED);
		emulator.current.fault({ path: '/api/v1/agents/*/execute', status: 403, times: 1 });
		await expect(ask()).rejects.toThrow();
		await expect(ask()).resolves.toMatchObject({ finishReason: 'stop' });
	});

	test('answers equal messages of several items by a run each', async () => {
		const run = newParentRun();
		for (let item = 0; item < 2; item += 1) {
			await (await supply<ChatModel>(setup('polyglot'), undefined, run)).generate(ASKED);
		}
		expect(starts()).toHaveLength(2);
	});

	test('lists the input fields of the agent that take a text', async () => {
		const { results } = await searchList(setup('refund'), 'searchInputFields');
		expect(results.map(({ value }) => value)).toContain('order_id');
		expect(results.map(({ value }) => value)).not.toContain('amount');
	});
});
