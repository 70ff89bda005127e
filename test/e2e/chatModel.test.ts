import { errorOf, jsonOf, row, type WorkflowNode } from '../host';
import { readExample, withChoice } from '../host/examples';
import { byId } from '../locator';
import { CREDENTIAL_TYPE, useFixture } from '../support/n8n/fixture';
import { chatTrigger, PublicWorkflow, said } from '../support/n8n/publicWorkflow';
import { ofItem } from '../support/n8n/streamLines';
import { AI_AGENT } from '../support/n8n/toolWorkflow';

jest.setTimeout(90_000);

const MODEL = 'PromptRails Model';

describe('PromptRails Chat Model', () => {
	const fixture = useFixture();

	/** n8n's AI Agent, whose model is a PromptRails agent that takes any input. */
	async function aiAgent(responseMode: 'streaming' | 'lastNode', tools: WorkflowNode[] = []) {
		const { client, credentials, emulator } = fixture;
		const agent = {
			name: AI_AGENT,
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3,
			parameters: { options: {} },
		};
		const base = row('called', [chatTrigger(responseMode), agent]);
		const model: WorkflowNode = {
			name: MODEL,
			type: 'n8n-nodes-promptrails.promptRailsChatModel',
			typeVersion: 1,
			position: [400, 224],
			parameters: {
				agentId: byId(emulator.ids.agents.polyglot),
				inputField: { __rl: true, mode: 'name', value: 'message' },
				textToSend: 'last',
				options: {},
			},
			credentials,
		};
		const link = (type: 'ai_languageModel' | 'ai_tool') => ({
			[type]: [[{ node: AI_AGENT, type, index: 0 }]],
		});
		return await PublicWorkflow.publish(client, {
			...base,
			nodes: [...base.nodes, model, ...tools],
			connections: {
				...base.connections,
				[MODEL]: link('ai_languageModel'),
				...Object.fromEntries(tools.map(({ name }) => [name, link('ai_tool')])),
			},
		});
	}

	it("streams into n8n's chat as the model of an AI Agent", async () => {
		const workflow = await aiAgent('streaming');
		const { deltas, errors, text } = ofItem(await workflow.stream(said('Say hello')));
		expect(errors).toEqual([]);
		expect(deltas.length).toBeGreaterThan(2);
		const execution = await workflow.latest();
		expect(errorOf(execution)).toBeUndefined();
		expect(jsonOf(execution, AI_AGENT)).toEqual([{ output: text }]);
		const runs = fixture.emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
		expect(runs.map(({ body }) => body)).toEqual([{ input: { message: 'Say hello' }, sync: false }]);
	});

	it('says where tools belong when an AI Agent has some', async () => {
		const { credentials, emulator } = fixture;
		const tool: WorkflowNode = {
			name: 'Search',
			type: 'n8n-nodes-promptrails.promptRailsMemoryTool',
			typeVersion: 1,
			position: [600, 224],
			parameters: {
				operation: 'search',
				agentId: byId(emulator.ids.agents.support),
				query: "={{ $fromAI('query', 'What to look for', 'string') }}",
			},
			credentials,
		};
		const workflow = await aiAgent('lastNode', [tool]);
		await (await workflow.post(said('Say hello'))).text();
		expect(JSON.stringify(errorOf(await workflow.latest()))).toContain('cannot use tools of n8n');
		expect(emulator.requests({ path: '/api/v1/agents/*/execute' })).toEqual([]);
	});

	it("answers in the example 'promptrails-model-in-a-chain'", async () => {
		const { client, credentials, emulator } = fixture;
		const credential = credentials[CREDENTIAL_TYPE];
		if (!credential) throw new Error('There is no credential');
		const agent = { id: emulator.ids.agents.polyglot, name: 'Polyglot' };
		const example = withChoice(readExample('promptrails-model-in-a-chain'), { credential, agent });
		const nodes = example.nodes.map((node) =>
			node.name === 'Chat' ? { ...node, parameters: { ...node.parameters, public: true } } : node,
		);
		const workflow = await PublicWorkflow.publish(client, { ...example, nodes });
		const answer = await workflow.post(said('Say hello'));
		expect([answer.status, await answer.text()]).toEqual([200, expect.stringMatching(/\w/)]);
		const execution = await workflow.latest();
		expect(errorOf(execution)).toBeUndefined();
		const [called] = jsonOf(execution, MODEL, 0, 'ai_languageModel');
		expect(JSON.stringify(called)).toContain('tokenUsage');
	});
});
