import { randomUUID } from 'node:crypto';

import { startEmulator, type Emulator } from '../emulator';
import { N8nClient, newOwner, type RunningHost, startHost } from '../host';
import { readExample, withChoice } from '../host/examples';
import { refuseSecretsOnHost } from '../secrets/remains';
import { credentialData } from '../support/n8n/fixture';
import { type ChatRequest, type FakeChatModel, startFakeChatModel } from '../support/n8n/fakeChatModel';
import { PublicWorkflow } from '../support/n8n/publicWorkflow';
import { sharedHost } from '../support/n8n/sharedHost';

// A second n8n starts, and starts again.
jest.setTimeout(300_000);

/** What the model was told before the last message of the user, as role and text. */
function toldBefore({ messages }: ChatRequest): string[] {
	const told = messages.filter(({ role }) => role !== 'system');
	const last = told.findLastIndex(({ role }) => role === 'user');
	return told.slice(0, last).map(({ role, content }) => `${role}: ${plainText(content)}`);
}

/** Models are sent a text as it is, or in parts. */
function plainText(content: unknown): string {
	const parts = Array.isArray(content) ? (content as Array<{ text?: string }>) : [];
	return typeof content === 'string' ? content : parts.map(({ text = '' }) => text).join('');
}

describe("The example 'agent-with-promptrails-memory'", () => {
	let emulator: Emulator;
	let model: FakeChatModel;
	let host: RunningHost;

	beforeAll(async () => {
		const { tarball, version } = sharedHost();
		emulator = await startEmulator();
		model = await startFakeChatModel({ query: 'Ada' });
		host = await startHost({ tarball, version });
	});
	afterAll(async () => {
		await host?.stop();
		await model?.close();
		await emulator?.close();
	});

	it('goes on with each conversation, tool calls included, after n8n was killed', async () => {
		const owner = newOwner();
		let client = new N8nClient(host.url);
		await client.setUpOwner(owner);
		const credential = await client.createCredential(
			credentialData({ apiKey: emulator.apiKey, baseUrl: emulator.url }),
		);
		const openAiApi = await client.createCredential({
			name: 'Fake model',
			type: 'openAiApi',
			data: { apiKey: 'fake', url: model.url, header: false },
		});
		const example = withChoice(readExample('agent-with-promptrails-memory'), {
			credential,
			agent: { id: emulator.ids.agents.support, name: 'Support Agent' },
		});
		const nodes = example.nodes.map((node) => {
			if (node.name === 'Model') return { ...node, credentials: { openAiApi } };
			const options = { responseMode: 'lastNode' };
			return node.name === 'Chat' ? { ...node, parameters: { public: true, options } } : node;
		});
		let workflow = await PublicWorkflow.publish(client, { ...example, nodes });
		const sessionId = randomUUID();
		const say = async (chatInput: string, session = sessionId): Promise<string[]> => {
			const asked = model.requests.length;
			const answer = await workflow.post({ action: 'sendMessage', sessionId: session, chatInput });
			expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('The tool said')]);
			const [first] = model.requests.slice(asked);
			if (!first) throw new Error('The model was not asked');
			return toldBefore(first);
		};

		expect(await say('message 1')).toEqual([]);
		for (const turn of [2, 3, 4, 5]) await say(`message ${turn}`);

		await host.kill();
		host = await startHost({
			tarball: sharedHost().tarball,
			version: sharedHost().version,
			userFolder: host.userFolder,
			port: host.port,
		});
		client = new N8nClient(host.url);
		await client.login(owner);
		workflow = workflow.through(client);

		const before = emulator.requests().length;
		const told = await say('message 6');
		const calls = emulator.requests().slice(before);
		expect(told.filter((line) => line.startsWith('user'))).toEqual(
			[1, 2, 3, 4, 5].map((turn) => `user: message ${turn}`),
		);
		// Each turn: the message, the tool call, its result, the answer.
		expect(told.map((line) => line.split(':')[0])).toEqual(
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
		await refuseSecretsOnHost(host);
	});
});
