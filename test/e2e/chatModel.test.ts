import { errorOf, jsonOf, type WorkflowNode } from '../host';
import { readExample, withChoice } from '../host/examples';
import { byId } from '../locator';
import { chatModel, MODEL, withModel } from '../support/n8n/chatModelWorkflow';
import { CREDENTIAL_TYPE, useFixture } from '../support/n8n/fixture';
import { type Answer, chatTrigger, PublicWorkflow, said } from '../support/n8n/publicWorkflow';
import { ofItem } from '../support/n8n/streamLines';
import { AI_AGENT } from '../support/n8n/toolWorkflow';

jest.setTimeout(90_000);

describe('PromptRails Chat Model', () => {
	const fixture = useFixture();

	const aiAgent = async (answer: Answer, tools: WorkflowNode[] = []): Promise<PublicWorkflow> => {
		const { client, credentials, emulator } = fixture;
		const model = chatModel(credentials, emulator.ids.agents.polyglot);
		return await PublicWorkflow.publish(client, withModel(chatTrigger(answer), model, tools));
	};

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
