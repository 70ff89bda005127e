import { errorOf, jsonOf, row, type WorkflowNode } from '../host';
import { byId } from '../locator';
import { type FakeChatModel, startFakeChatModel } from '../support/n8n/fakeChatModel';
import { useFixture } from '../support/n8n/fixture';
import { chatTrigger, PublicWorkflow, said } from '../support/n8n/publicWorkflow';
import { ofItem } from '../support/n8n/streamLines';
import { agentNode, chatNode } from '../support/n8n/streamingNodes';

const AI_AGENT = 'AI Agent';
const TOOL = 'Ask Polyglot';

jest.setTimeout(120_000);
const fixture = useFixture();
let model: FakeChatModel;
beforeEach(async () => {
	model = await startFakeChatModel({ text: 'Say hello' });
});
afterEach(() => model.close());

const text = "={{ $fromAI('text', 'What to say', 'string') }}";
const TOOLS = {
	promptRailsAgentTool: () => {
		const { credentials, emulator } = fixture;
		const input = `={{ { message: ${text.slice(3, -2)} } }}`;
		return agentNode(credentials, emulator.ids.agents.polyglot, input);
	},
	promptRailsChatTool: () => {
		const { credentials, emulator } = fixture;
		const to = { sessionMode: 'new', agentId: byId(emulator.ids.agents.polyglot) };
		return chatNode(credentials, to, { content: text });
	},
};

/** A chat that n8n's own AI Agent answers by streaming, with one of our nodes as its tool. */
async function chatWithTool(type: keyof typeof TOOLS): Promise<PublicWorkflow> {
	const openAiApi = await fixture.client.createCredential({
		name: 'Fake model',
		type: 'openAiApi',
		data: { apiKey: 'fake', url: model.url, header: false },
	});
	const base = row('called', [
		chatTrigger('streaming'),
		{ name: AI_AGENT, type: '@n8n/n8n-nodes-langchain.agent', typeVersion: 3, parameters: { options: {} } },
	]);
	const modelNode: WorkflowNode = {
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		position: [224, 224],
		parameters: { model: byId('fake'), options: {} },
		credentials: { openAiApi },
	};
	const tool: WorkflowNode = {
		...TOOLS[type](),
		name: TOOL,
		type: `n8n-nodes-promptrails.${type}`,
		position: [448, 224],
	};
	return await PublicWorkflow.publish(fixture.client, {
		...base,
		nodes: [...base.nodes, modelNode, tool],
		connections: {
			...base.connections,
			Model: { ai_languageModel: [[{ node: AI_AGENT, type: 'ai_languageModel', index: 0 }]] },
			[TOOL]: { ai_tool: [[{ node: AI_AGENT, type: 'ai_tool', index: 0 }]] },
		},
	});
}

describe("A tool of n8n's AI Agent that streams its own answer", () => {
	it.each(Object.keys(TOOLS) as Array<keyof typeof TOOLS>)('%s adds nothing to that stream', async (type) => {
		const workflow = await chatWithTool(type);

		const lines = await workflow.stream(said('Let it say hello'));

		const execution = await workflow.latest();
		expect(errorOf(execution)).toBeUndefined();
		const [tool] = jsonOf(execution, TOOL, 0, 'ai_tool');
		expect(JSON.stringify(tool)).toContain('👨‍👩‍👧‍👦');
		const [answer] = jsonOf(execution, AI_AGENT);
		expect(answer?.output).toEqual(expect.stringContaining('The tool said: '));
		const { nodes, text: streamed, deltas } = ofItem(lines);
		// The agent did stream: without that, there would be nothing to leak into.
		expect(deltas.length).toBeGreaterThan(3);
		expect(nodes).toEqual([AI_AGENT]);
		expect(streamed).toBe(answer?.output);
		expect(lines.filter(({ metadata }) => metadata && metadata.nodeName !== AI_AGENT)).toEqual([]);
		expect(fixture.emulator.requests({ path: /\/stream$/ })).toEqual([]);
	});
});
