import { errorOf } from '../host';
import { ExampleWorkflow } from '../support/n8n/exampleWorkflow';
import { startFakeChatModel, type FakeChatModel } from '../support/n8n/fakeChatModel';
import { useFixture } from '../support/n8n/fixture';

const ASKED = { name: 'Ada', question: 'Where is my order?' };

jest.setTimeout(120_000);

describe('The example', () => {
	const fixture = useFixture();
	let model: FakeChatModel;
	beforeAll(async () => {
		model = await startFakeChatModel({ query: 'Ada' }, ASKED);
	});
	afterAll(() => model.close());

	it("'agents-as-tools' has the AI Agent look into the memory and then ask the support agent", async () => {
		const { client, emulator } = fixture;
		const openAiApi = await client.createCredential({
			name: 'Fake model',
			type: 'openAiApi',
			data: { apiKey: 'fake', url: model.url, header: false },
		});
		const chatted = [{ json: { sessionId: 'one', action: 'sendMessage', chatInput: 'Ask for Ada' } }];
		const example = await ExampleWorkflow.import(
			fixture,
			'agents-as-tools',
			'support',
			{},
			{ Chat: chatted },
			{ Model: { openAiApi } },
		);

		const execution = await client.ended(await example.start('Chat'));

		expect(errorOf(execution)).toBeUndefined();
		expect(model.requests[0]?.tools?.map((tool) => tool.function.description).sort()).toEqual([
			expect.stringMatching(/^Asks the support desk/),
			expect.stringMatching(/^Looks up what is known/),
		]);
		const [searched] = emulator.requests({ method: 'POST', path: '/api/v1/agents/*/memories/search' });
		expect(searched?.body).toMatchObject({ query: 'Ada' });
		const [asked] = emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
		expect(asked?.body).toMatchObject({ input: ASKED });
		const [{ json } = { json: {} }] = execution.data.resultData.runData['AI Agent']?.[0]?.data?.main[0] ?? [];
		expect(json).toEqual({ output: expect.stringContaining('Hello Ada') });
	});
});
