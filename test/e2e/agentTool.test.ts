import { errorOf, jsonOf, TRIGGER } from '../host';
import { startFakeChatModel, type FakeChatModel } from '../support/n8n/fakeChatModel';
import { useFixture } from '../support/n8n/fixture';
import { AI_AGENT, toolWorkflow } from '../support/n8n/toolWorkflow';

const ASKED = { name: 'Ada', question: 'Where is my order?' };

jest.setTimeout(120_000);

describe("Agent node as a tool of n8n's AI Agent", () => {
	const fixture = useFixture();
	let model: FakeChatModel;
	beforeAll(async () => {
		model = await startFakeChatModel(ASKED);
	});
	afterAll(() => model.close());

	it('is offered to the model, runs with what the model fills in, and hands its answer back', async () => {
		const { client, credentials, emulator } = fixture;
		const workflow = await toolWorkflow(client, model, emulator.ids.agents.support, credentials);

		const execution = await client.runOnce(workflow, TRIGGER);

		expect(errorOf(execution)).toBeUndefined();
		const [first, second] = model.requests;
		expect(Object.keys(first?.tools?.[0]?.function.parameters?.properties ?? {})).toEqual([
			'name',
			'question',
		]);
		const [run] = emulator.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
		expect(run?.body).toMatchObject({ input: ASKED });
		expect(JSON.stringify(second?.messages)).toContain(`Hello ${ASKED.name}`);
		expect(jsonOf(execution, AI_AGENT)).toEqual([{ output: expect.stringContaining(`Hello ${ASKED.name}`) }]);
	});
});
