import type { ChatMemory, Message } from '@n8n/ai-node-sdk';
import type { INodeParameters, IRunExecutionData } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { said, text } from '../support/engine/messages';
import { newExecution, supply } from '../support/engine/subNode';

// The SDK comes with n8n, and wraps the memory for n8n's AI Agent: here the memory itself is looked at.
jest.mock(
	'@n8n/ai-node-sdk',
	() => ({ supplyMemory: (_context: unknown, memory: unknown) => ({ response: memory }) }),
	{ virtual: true },
);

// A hundred and fifty turns, on a busy machine.
jest.setTimeout(60_000);

describe.each([1, 2] as const)('the chat memory on a server of generation %i', (generation) => {
	const emulator = useEmulator({ generation });

	const memoryOf = (
		sessionId: string,
		parameters: INodeParameters = {},
		execution?: IRunExecutionData,
	): Promise<ChatMemory> =>
		supply<ChatMemory>(
			{
				type: 'promptRailsChatMemory',
				credential: emulator.credential(),
				parameters: {
					agentId: byId(emulator.current.ids.agents.support),
					sessionKey: '={{ $json.sessionId }}',
					contextWindowLength: 5,
					recallQuery: '',
					...parameters,
				},
				json: { sessionId },
			},
			execution,
		);

	/** What another execution is shown of a conversation. */
	const remembered = async (...which: Parameters<typeof memoryOf>): Promise<string[]> =>
		said(await (await memoryOf(...which)).loadMessages());

	const requestsSince = (count: number): string[] =>
		emulator.current
			.requests()
			.slice(count)
			.map(({ method }) => method);

	test('remembers a turn in later executions', async () => {
		await (await memoryOf('ada')).saveTurn('My name is Ada', 'Hello Ada');
		expect(await remembered('ada')).toEqual(['My name is Ada', 'Hello Ada']);
	});

	test('keeps tool calls and their results with the turn', async () => {
		const turn: Message[] = [
			text('user', 'Where is my order?'),
			{
				role: 'assistant',
				content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'find', input: '{"id":7}' }],
			},
			{
				role: 'tool',
				content: [{ type: 'tool-result', toolCallId: 'c1', result: '{"state":"sent"}' }],
				name: 'find',
			},
			text('assistant', 'It was sent.'),
		];
		await (await memoryOf('ada')).chatHistory.addMessages(turn);
		expect(await (await memoryOf('ada')).loadMessages()).toEqual(turn);
	});

	test('shows a conversation nothing of the others, fifty at once', async () => {
		const keys = Array.from({ length: 50 }, (_, index) => `session-${index}`);
		for (const turn of [1, 2, 3]) {
			await Promise.all(
				keys.map(async (key) => {
					const memory = await memoryOf(key);
					await memory.loadMessages();
					await memory.saveTurn(`${key} asks ${turn}`, `${key} hears ${turn}`);
				}),
			);
		}
		const shown = await Promise.all(keys.map((key) => remembered(key)));
		expect(shown).toEqual(
			keys.map((key) => [1, 2, 3].flatMap((turn) => [`${key} asks ${turn}`, `${key} hears ${turn}`])),
		);
	});

	test('shows as many past turns as the window has, the last ones', async () => {
		for (const turn of [1, 2, 3, 4]) await (await memoryOf('ada')).saveTurn(`ask ${turn}`, `hear ${turn}`);
		expect(await remembered('ada', { contextWindowLength: 2 })).toEqual([
			'ask 3',
			'hear 3',
			'ask 4',
			'hear 4',
		]);
	});

	test('costs one read and one write a turn, however often the AI Agent loads it', async () => {
		const execution = newExecution();
		await (await memoryOf('ada')).saveTurn('ask 1', 'hear 1');
		const before = emulator.current.requests().length;
		await (await memoryOf('ada', {}, execution)).loadMessages();
		await (await memoryOf('ada', {}, execution)).loadMessages();
		const memory = await memoryOf('ada', {}, execution);
		await memory.saveTurn('ask 2', 'hear 2');
		expect(said(await memory.chatHistory.getMessages())).toEqual(['ask 1', 'hear 1', 'ask 2', 'hear 2']);
		// Where there are no memories, that has to be found out first.
		expect(requestsSince(before)).toEqual(generation === 1 ? ['GET', 'POST'] : ['GET', 'GET', 'PUT']);
	});

	test('reads anew for the next turn of the same execution', async () => {
		const execution = newExecution();
		await (await memoryOf('ada', {}, execution)).saveTurn('ask 1', 'hear 1');
		await (await memoryOf('ada')).saveTurn('ask 2 elsewhere', 'hear 2');
		expect(await remembered('ada', {}, execution)).toEqual(['ask 1', 'hear 1', 'ask 2 elsewhere', 'hear 2']);
	});

	test.each([
		['was carried out', 'after'],
		['was not carried out', 'before'],
	] as const)(
		'keeps a turn once when the answer to its write got lost and the write %s',
		async (_what, when) => {
			const method = generation === 1 ? 'POST' : 'PUT';
			const memory = await memoryOf('ada');
			await memory.loadMessages();
			emulator.current.fault({ method, path: '/api/v1/agents/**', reset: 'beforeHeaders', when, times: 1 });
			await memory.saveTurn('ask', 'hear');
			expect(await remembered('ada')).toEqual(['ask', 'hear']);
		},
	);

	test('forgets a conversation that is cleared, and no other', async () => {
		await (await memoryOf('ada')).saveTurn('ask', 'hear');
		await (await memoryOf('bob')).saveTurn('ask as Bob', 'hear Bob');
		await (await memoryOf('ada')).chatHistory.clear();
		expect(await remembered('ada')).toEqual([]);
		expect(await remembered('bob')).toEqual(['ask as Bob', 'hear Bob']);
	});

	test('says which field cannot be used', async () => {
		await expect(memoryOf('ada', { contextWindowLength: 0 })).rejects.toMatchObject({
			message: expect.stringContaining("The field 'Context Window Length' needs a number from 1 to 50"),
		});
		await expect(memoryOf('', {})).rejects.toMatchObject({
			message: expect.stringContaining("The field 'Session Key' is empty"),
		});
	});

	test('tells the AI Agent why it cannot remember', async () => {
		emulator.current.fault({
			path: '/api/v1/agents/**',
			status: 403,
			body: { error: { code: 'forbidden', message: 'The key may not read memories' } },
		});
		await expect((await memoryOf('ada')).loadMessages()).rejects.toMatchObject({
			description: expect.stringContaining('The key may not read memories'),
		});
	});
});
