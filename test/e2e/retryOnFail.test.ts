import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../emulator';
import { errorOf, itemsOf, jsonOf, TRIGGER, type WorkflowDefinition } from '../host';
import { byId } from '../locator';
import { startFakeChatModel } from '../support/n8n/fakeChatModel';
import { TYPES, useFixture } from '../support/n8n/fixture';
import { toolWorkflow } from '../support/n8n/toolWorkflow';
import { chain } from '../support/n8n/workflows';

jest.setTimeout(120_000);
const fixture = useFixture();

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 50 };
const PEOPLE = ['One', 'Two', 'Three'].map((name) => ({ name, question: 'Q' }));
const AGENT = 'Ask';

const failStarts = (fault: FaultRule) =>
	fixture.emulator.fault({
		method: 'POST',
		path: `/api/v1/agents/${fixture.emulator.ids.agents.support}/execute`,
		...fault,
	});

/** How often each of the people was sent to the agent. */
function starts(): number[] {
	const sent = fixture.emulator
		.requests({ method: 'POST' })
		.map(({ body }) => (body as { input?: IDataObject }).input?.name);
	return PEOPLE.map(({ name }) => sent.filter((one) => one === name).length);
}

const askNode = (settings: object) => ({
	name: AGENT,
	type: TYPES.agent,
	typeVersion: 1,
	credentials: fixture.credentials,
	parameters: {
		resource: 'agent',
		operation: 'execute',
		agentId: byId(fixture.emulator.ids.agents.support),
		inputMode: 'json',
		input: '={{ { name: $json.name, question: $json.question } }}',
		options: { itemsInFlight: 1, retryBudget: 0 },
	},
	...RETRY,
	...settings,
});

const ask = async (settings: object = {}) =>
	await fixture.client.runOnce(chain('retry', PEOPLE, [askNode(settings)]), TRIGGER);

describe('A node with Retry On Fail in n8n', () => {
	it('starts only what was refused again', async () => {
		failStarts({ status: 429, skip: 1, times: 1 });

		const execution = await ask();

		expect(errorOf(execution)).toBeUndefined();
		expect(jsonOf(execution, AGENT).map(({ output }) => output)).toEqual(
			PEOPLE.map(({ name }) => expect.stringContaining(`Hello ${name},`)),
		);
		expect(starts()).toEqual([1, 2, 1]);
	});

	it('starts nothing again that may have run', async () => {
		failStarts({ status: 500, when: 'after', skip: 1, times: 1 });

		const execution = await ask();

		expect(errorOf(execution)?.description).toContain('Retry On Fail does not start it a second time');
		expect(starts()).toEqual([1, 1, 0]);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'])(
		'goes on with what the further try brought, with %s',
		async (onError) => {
			failStarts({ status: 429, times: 1 });

			const execution = await ask({ onError });

			expect(jsonOf(execution, AGENT).map(({ status }) => status)).toEqual([
				'completed',
				'completed',
				'completed',
			]);
			expect(starts()).toEqual([2, 1, 1]);
		},
	);

	it('takes no round of a loop for a further try', async () => {
		failStarts({ status: 429, skip: 1, times: 1 });
		const base = chain('loop', PEOPLE, [
			{
				name: 'Loop Over Items',
				type: 'n8n-nodes-base.splitInBatches',
				typeVersion: 3,
				parameters: { options: {} },
			},
			askNode({ parameters: { ...askNode({}).parameters, input: { name: 'One', question: 'Q' } } }),
		]);
		const toLoop = { main: [[{ node: 'Loop Over Items', type: 'main' as const, index: 0 }]] };
		const toAgent = { main: [[], [{ node: AGENT, type: 'main' as const, index: 0 }]] };
		const workflow: WorkflowDefinition = {
			...base,
			connections: { ...base.connections, 'Loop Over Items': toAgent, [AGENT]: toLoop },
		};

		const execution = await fixture.client.runOnce(workflow, TRIGGER);

		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Loop Over Items', 0)).toBeDefined();
		expect(execution.data.resultData.runData[AGENT]).toHaveLength(3);
		expect(starts()).toEqual([4, 0, 0]);
	});

	it('is not run again for a column `error`, and loses no row by the error output', async () => {
		const rows = [{ error: 'disk full', message: 'as the table says' }, { error: '' }];
		fixture.emulator.fault({ path: /query$/, status: 200, body: { data: { columns: [], rows } } });
		const query = {
			name: 'Query',
			type: 'n8n-nodes-promptrails.promptRailsWorkspace',
			typeVersion: 1,
			credentials: fixture.credentials,
			parameters: {
				resource: 'dataSource',
				operation: 'query',
				dataSourceId: byId(fixture.emulator.ids.dataSources.customers),
			},
			...RETRY,
			onError: 'continueErrorOutput' as const,
		};

		const execution = await fixture.client.runOnce(chain('query', [{}], [query]), TRIGGER);

		expect(jsonOf(execution, 'Query')).toEqual([
			{ message: 'as the table says', reported_error: 'disk full' },
			{ reported_error: '' },
		]);
		expect(fixture.emulator.requests({ path: /query$/ })).toHaveLength(1);
	});
});

describe("A tool of n8n's AI Agent with Retry On Fail", () => {
	it('starts no run again that may have run, and each call of the model is one of its own', async () => {
		const input = { name: 'One', question: 'Q' };
		const model = await startFakeChatModel(input, input);
		const { client, credentials, emulator } = fixture;
		const workflow = await toolWorkflow(client, model, emulator.ids.agents.support, credentials);
		const nodes = workflow.nodes.map((node) =>
			node.type === TYPES.agentTool ? { ...node, ...RETRY } : node,
		);
		failStarts({ status: 500, when: 'after', times: 1 });

		await client.runOnce({ ...workflow, nodes }, TRIGGER);
		await model.close();

		expect(model.requests).toHaveLength(3);
		expect(starts()).toEqual([2, 0, 0]);
	});
});
