import { randomUUID } from 'node:crypto';

import { readExample, withChoice } from '../host/examples';
import { CREDENTIAL_TYPE } from '../support/n8n/fixture';
import { type ChatRequest, type FakeChatModel, startFakeChatModel } from '../support/n8n/fakeChatModel';
import { PublicWorkflow } from '../support/n8n/publicWorkflow';
import { sharedHost } from '../support/n8n/sharedHost';
import { Stage } from '../support/n8n/stage';

// A second n8n starts, and starts again.
jest.setTimeout(300_000);

/** What the model was sent before the last message of the user, as role and text. */
function sentBefore({ messages }: ChatRequest): string[] {
	const spoken = messages.filter(({ role }) => role !== 'system');
	const last = spoken.findLastIndex(({ role }) => role === 'user');
	return spoken.slice(0, last).map(({ role, content }) => `${role}: ${plainText(content)}`);
}

/** Models are sent a text as it is, or in parts. */
function plainText(content: unknown): string {
	const parts = Array.isArray(content) ? (content as Array<{ text?: string }>) : [];
	return typeof content === 'string' ? content : parts.map(({ text = '' }) => text).join('');
}

describe("The example 'agent-with-promptrails-memory'", () => {
	let stage: Stage;
	let model: FakeChatModel;

	beforeAll(async () => {
		model = await startFakeChatModel({ query: 'Ada' });
		stage = await Stage.open(sharedHost());
	});
	afterAll(async () => {
		await model?.close();
		await stage?.close();
	});

	it('goes on with each conversation, tool calls included, after n8n was killed', async () => {
		const { emulator } = stage;
		const openAiApi = await stage.client.createCredential({
			name: 'Fake model',
			type: 'openAiApi',
			data: { apiKey: 'fake', url: model.url, header: false },
		});
		const example = withChoice(readExample('agent-with-promptrails-memory'), {
			credential: stage.credentials[CREDENTIAL_TYPE],
			agent: { id: emulator.ids.agents.support, name: 'Support Agent' },
		});
		const nodes = example.nodes.map((node) => {
			if (node.name === 'Model') return { ...node, credentials: { openAiApi } };
			const options = { responseMode: 'lastNode' };
			return node.name === 'Chat' ? { ...node, parameters: { public: true, options } } : node;
		});
		let workflow = await PublicWorkflow.publish(stage.client, { ...example, nodes });
		const sessionId = randomUUID();
		const say = async (chatInput: string, session = sessionId): Promise<string[]> => {
			const asked = model.requests.length;
			const answer = await workflow.post({ action: 'sendMessage', sessionId: session, chatInput });
			expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('The tool said')]);
			const [first] = model.requests.slice(asked);
			if (!first) throw new Error('The model was not asked');
			return sentBefore(first);
		};

		expect(await say('message 1')).toEqual([]);
		for (const turn of [2, 3, 4, 5]) await say(`message ${turn}`);

		await stage.kill();
		await stage.startAgain();
		workflow = workflow.through(stage.client);

		const before = emulator.requests().length;
		const sent = await say('message 6');
		const calls = emulator.requests().slice(before);
		expect(sent.filter((line) => line.startsWith('user'))).toEqual(
			[1, 2, 3, 4, 5].map((turn) => `user: message ${turn}`),
		);
		// Each turn: the message, the tool call, its result, the answer.
		expect(sent.map((line) => line.split(':')[0])).toEqual(
			[1, 2, 3, 4, 5].flatMap(() => ['user', 'assistant', 'tool', 'assistant']),
		);
		// One read of the memory and one write, beside the search of the tool.
		expect(calls.map(({ method, path }) => `${method} ${path.split('/').slice(5).join('/')}`).sort()).toEqual(
			['GET memories', 'POST memories', 'POST memories/search'],
		);
		for (const turn of [7, 8, 9]) await say(`message ${turn}`);
		expect((await say('message 10')).filter((line) => line.startsWith('user'))).toEqual(
			[5, 6, 7, 8, 9].map((turn) => `user: message ${turn}`),
		);
		expect(await say('message of another', randomUUID())).toEqual([]);
	});
});
