import { errorOf, jsonOf, type WorkflowDefinition } from '../host';
import { startFakeChatModel, type FakeChatModel } from './support/fakeChatModel';
import { TYPES, useFixture } from './support/fixture';
import { chain, executeParameters, TRIGGER } from './support/workflows';

const ASKED = { name: 'Ada', question: 'Where is my order?' };
const AI_AGENT = 'AI Agent';

jest.setTimeout(60_000);

describe("Agent node as a tool of n8n's AI Agent", () => {
	const fixture = useFixture();
	let model: FakeChatModel;
	beforeAll(async () => {
		model = await startFakeChatModel(ASKED);
	});
	afterAll(() => model.close());

	async function workflow(): Promise<WorkflowDefinition> {
		const openAi = await fixture.client.createCredential({
			name: 'Fake model',
			type: 'openAiApi',
			data: { apiKey: 'fake', url: model.url, header: false },
		});
		const base = chain(
			'tool',
			[{ text: 'Ask support for me' }],
			[
				{
					name: AI_AGENT,
					type: '@n8n/n8n-nodes-langchain.agent',
					typeVersion: 3,
					parameters: { promptType: 'define', text: '={{ $json.text }}', options: {} },
				},
			],
		);
		const input = {
			name: "={{ $fromAI('name', 'Name of the customer', 'string') }}",
			question: "={{ $fromAI('question', 'What the customer wants to know', 'string') }}",
		};
		return {
			...base,
			nodes: [
				...base.nodes,
				{
					name: 'Model',
					type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
					typeVersion: 1.2,
					position: [200, 200],
					parameters: { model: { __rl: true, mode: 'id', value: 'fake' }, options: {} },
					credentials: { openAiApi: openAi },
				},
				{
					name: 'Ask Support',
					type: TYPES.agentTool,
					typeVersion: 1,
					position: [400, 200],
					parameters: executeParameters(fixture.emulator.ids.agents.support, input),
					credentials: fixture.credentials,
				},
			],
			connections: {
				...base.connections,
				Model: { ai_languageModel: [[{ node: AI_AGENT, type: 'ai_languageModel', index: 0 }]] },
				'Ask Support': { ai_tool: [[{ node: AI_AGENT, type: 'ai_tool', index: 0 }]] },
			},
		};
	}

	it('is offered to the model, runs with what the model fills in, and hands its answer back', async () => {
		const execution = await fixture.client.runOnce(await workflow(), TRIGGER);

		expect(errorOf(execution)).toBeUndefined();
		const [first, second] = model.requests;
		expect(Object.keys(first?.tools?.[0]?.function.parameters?.properties ?? {})).toEqual([
			'name',
			'question',
		]);
		const [run] = fixture.emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
		expect(run?.body).toMatchObject({ input: ASKED });
		expect(JSON.stringify(second?.messages)).toContain(`Hello ${ASKED.name}`);
		expect(jsonOf(execution, AI_AGENT)).toEqual([{ output: expect.stringContaining(`Hello ${ASKED.name}`) }]);
	});
});
