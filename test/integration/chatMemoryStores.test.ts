import type { ChatMemory, Message } from '@n8n/ai-node-sdk';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { said, text } from '../support/engine/messages';
import { runNode } from '../support/engine/runNode';
import { supply } from '../support/engine/subNode';

// The SDK comes with n8n, and wraps the memory for n8n's AI Agent: here the memory itself is looked at.
jest.mock(
	'@n8n/ai-node-sdk',
	() => ({ supplyMemory: (_context: unknown, memory: unknown) => ({ response: memory }) }),
	{ virtual: true },
);

// Thousands of turns, on a busy machine.
jest.setTimeout(60_000);

describe('the memories that turns are kept in', () => {
	const emulator = useEmulator();
	/** @param staticData what n8n keeps of a published workflow */
	const memoryOf = (parameters: INodeParameters = {}, staticData?: IDataObject): Promise<ChatMemory> =>
		supply<ChatMemory>({
			staticData,
			type: 'promptRailsChatMemory',
			credential: emulator.credential(),
			parameters: {
				agentId: byId(emulator.current.ids.agents.support),
				sessionKey: 'ada',
				contextWindowLength: 5,
				recallQuery: '',
				...parameters,
			},
		});

	test('read as what was said, so that agents of PromptRails can recall them', async () => {
		await (await memoryOf()).saveTurn('My name is Ada', 'Hello Ada');
		const [row] = emulator.current.store.memories
			.where(({ memory_type }) => memory_type === 'conversation')
			.slice(-1);
		expect(row).toMatchObject({ content: 'User: My name is Ada\nAssistant: Hello Ada' });
	});

	test('that are recalled come first, and are never turns of a conversation', async () => {
		await (await memoryOf({ sessionKey: 'somebody else' })).saveTurn('I live in London', 'Lovely');
		const [recalled, ...turns] = await (await memoryOf({ recallQuery: 'london' })).loadMessages();
		expect(recalled).toEqual(text('system', 'What is remembered:\n- Ada lives in London'));
		expect(turns).toEqual([]);
	});

	test('are found by a search without the messages that they keep', async () => {
		await (await memoryOf()).saveTurn('I prefer tea', 'Noted');
		const { json } = await runNode({
			type: 'promptRailsMemory',
			credential: emulator.credential(),
			parameters: { operation: 'search', agentId: byId(emulator.current.ids.agents.support), query: 'tea' },
		});
		expect(json).toEqual([expect.objectContaining({ metadata: { n8n: { session: 'ada', turn: 1 } } })]);
	});

	test('keep the start of a very long tool result, and no more', async () => {
		const page = 'x'.repeat(1_000_000);
		await (
			await memoryOf()
		).chatHistory.addMessages([
			text('user', 'Read it'),
			{ role: 'tool', content: [{ type: 'tool-result', toolCallId: 'c1', result: page }] },
			text('assistant', 'Done'),
		]);
		const kept = JSON.stringify(await (await memoryOf()).loadMessages());
		expect(kept.length).toBeLessThan(17_000);
		expect(kept).toContain('x … (cut)');
	});

	/** What others have the agent remember meanwhile. */
	const othersRemember = (count: number): void => {
		const { store, ids } = emulator.current;
		const [one] = store.memories.where(({ agent_id }) => agent_id === ids.agents.support);
		for (let index = 0; index < count; index += 1) {
			store.memories.insert({ ...one, ...store.ownedStamp(), metadata: null });
		}
	};
	const requestsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
		const before = emulator.current.requests().length;
		await work();
		return emulator.current
			.requests()
			.slice(before)
			.map(({ method }) => method);
	};

	test('are found behind a hundred turns of other conversations', async () => {
		await (await memoryOf({ sessionKey: 'early' })).saveTurn('I was first', 'So you were');
		othersRemember(150);
		const messages = await (await memoryOf({ sessionKey: 'early' })).loadMessages();
		expect(said(messages)).toEqual(['I was first', 'So you were']);
	});

	test('are found behind any number of them where n8n remembers the last one, by two reads', async () => {
		const published = {};
		const early = () => memoryOf({ sessionKey: 'early' }, published);
		await (await early()).saveTurn('I was first', 'So you were');
		othersRemember(600);
		const memory = await early();
		let messages: Message[] = [];
		const requests = await requestsOf(async () => (messages = await memory.loadMessages()));
		expect(said(messages)).toEqual(['I was first', 'So you were']);
		expect(requests).toEqual(['GET', 'GET']);
	});

	test('cost the first turn of a conversation two reads and one write, however much the agent remembers', async () => {
		othersRemember(600);
		const memory = await memoryOf({ sessionKey: 'new' });
		const requests = await requestsOf(async () => {
			await memory.loadMessages();
			await memory.saveTurn('Hello', 'Hello you');
		});
		expect(requests).toEqual(['GET', 'GET', 'POST']);
	});

	describe('with something to recall', () => {
		const asks = { sessionKey: 'early', recallQuery: 'london' };
		const recalled = 'What is remembered:\n- Ada lives in London';

		test.each([
			['has just begun', 0, ['GET', 'POST', 'POST'], [recalled]],
			['is among the newest memories', 1, ['GET', 'POST', 'POST'], [recalled, 'ask', 'hear']],
			// What was recalled last stands with the turn.
			['is behind 600 others', 600, ['GET', 'GET', 'POST'], [recalled, 'ask', 'hear']],
		])(
			'cost a turn two reads and one write where its conversation %s',
			async (_where, others, expected, shown) => {
				const published = {};
				if (others > 0) {
					const before = await memoryOf(asks, published);
					await before.loadMessages();
					await before.saveTurn('ask', 'hear');
				}
				othersRemember(others);
				const memory = await memoryOf(asks, published);
				let messages: Message[] = [];
				const requests = await requestsOf(async () => {
					messages = await memory.loadMessages();
					await memory.saveTurn('ask more', 'hear more');
				});
				expect(said(messages)).toEqual(shown);
				expect(requests.sort()).toEqual(expected);
			},
		);

		test('cost two reads where n8n remembers nothing and the agent much', async () => {
			othersRemember(600);
			const memory = await memoryOf(asks);
			const requests = await requestsOf(() => memory.loadMessages());
			expect(requests.sort()).toEqual(['GET', 'POST']);
		});
	});

	test('are looked for anew when the one that n8n remembers is gone', async () => {
		const published = {};
		await (await memoryOf({}, published)).saveTurn('ask', 'hear');
		const { store } = emulator.current;
		for (const { id } of store.memories.where(({ memory_type }) => memory_type === 'conversation')) {
			store.memories.delete(id);
		}
		othersRemember(600);
		expect(await (await memoryOf({}, published)).loadMessages()).toEqual([]);
	});
});

describe('the file that turns are kept in', () => {
	const emulator = useEmulator({ generation: 2 });
	const memoryOf = (staticData: IDataObject): Promise<ChatMemory> =>
		supply<ChatMemory>({
			staticData,
			type: 'promptRailsChatMemory',
			credential: emulator.credential(),
			parameters: {
				agentId: byId(emulator.current.ids.agents.support),
				sessionKey: 'ada',
				contextWindowLength: 1,
				recallQuery: '',
			},
		});
	const files = async (path: string, init: RequestInit = {}): Promise<Response> => {
		const { url, apiKey, ids } = emulator.current;
		const headers = { 'X-API-Key': apiKey, 'Content-Type': 'application/json' };
		return await fetch(`${url}/api/v1/agents/${ids.agents.support}/vfs${path}`, { ...init, headers });
	};
	/** Adds turns as another execution does, whose static data n8n has not kept. */
	const othersAdd = async (count: number, first: number): Promise<void> => {
		const found = (await (await files('/glob?pattern=*.jsonl')).json()) as {
			data: { items: [{ path: string }] };
		};
		const turn = (number: number) => ({
			id: `t${number}`,
			number,
			messages: [text('user', `ask ${number}`)],
		});
		const lines = Array.from({ length: count }, (_, index) => `${JSON.stringify(turn(first + index))}\n`);
		const [{ path }] = found.data.items;
		await files('/file', {
			method: 'PUT',
			body: JSON.stringify({ path, content: lines.join(''), mode: 'append' }),
		});
	};
	const reads = () => emulator.current.requests({ method: 'GET' }).length;

	test.each([
		['a little', 10],
		['much', 2000],
	])('is read from its end, also where others added %s meanwhile', async (_much, added) => {
		const published = {};
		await (await memoryOf(published)).saveTurn('ask 1', 'hear 1');
		await othersAdd(1500, 2);
		await (await memoryOf(published)).loadMessages();
		await othersAdd(added, 1502);
		expect(said(await (await memoryOf(published)).loadMessages())).toEqual([`ask ${1501 + added}`]);
	});

	test('costs two reads a turn where n8n remembers how long it was: one finds that there are no memories', async () => {
		const published = {};
		await (await memoryOf(published)).saveTurn('ask 1', 'hear 1');
		await othersAdd(1500, 2);
		await (await memoryOf(published)).loadMessages();
		const before = reads();
		await (await memoryOf(published)).loadMessages();
		expect(reads() - before).toBe(2);
	});

	test('is read whole when it was begun anew', async () => {
		const published = {};
		await (await memoryOf(published)).saveTurn('ask 1', 'hear 1');
		await othersAdd(1500, 2);
		const memory = await memoryOf(published);
		await memory.loadMessages();
		await memory.chatHistory.clear();
		await (await memoryOf({})).saveTurn('ask anew', 'hear anew');
		expect(said(await (await memoryOf(published)).loadMessages())).toEqual(['ask anew', 'hear anew']);
	});
});
