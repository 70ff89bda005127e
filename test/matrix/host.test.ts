/** What every n8n must do with the package. A title is a row of docs/compatibility.md; behind the colon, its cell. */
import { TRIGGER, errorOf, itemsOf, jsonOf, readManifest, REPOSITORY } from '../host';
import { EVENT_TRIGGER, eventWorkflow, ticks, toldAtLeast } from '../support/n8n/eventWorkflow';
import { CHAIN, chainWithModel, chatModel } from '../support/n8n/chatModelWorkflow';
import { startFakeChatModel } from '../support/n8n/fakeChatModel';
import {
	agentRequest,
	CREDENTIAL_TYPE,
	credentialData,
	supportAgentFields,
	TYPES,
	useFixture,
} from '../support/n8n/fixture';
import type { GateRun } from '../support/n8n/gateWorkflow';
import { PublicWorkflow, webhookTrigger } from '../support/n8n/publicWorkflow';
import { sharedHost } from '../support/n8n/sharedHost';
import { agentWebhook, signed } from '../support/n8n/signedCalls';
import { ofItem } from '../support/n8n/streamLines';
import { agentNode, STREAMER } from '../support/n8n/streamingNodes';
import { AI_AGENT, toolWorkflow, withChatMemory } from '../support/n8n/toolWorkflow';
import { TriggerWorkflow, TRIGGER as CALLED } from '../support/n8n/triggerWorkflow';
import { chain, executeParameters } from '../support/n8n/workflows';
import { refuseSecretsOnHost } from '../secrets/remains';
import { Decisions } from './decisions';

// A sleeping gate wakes when n8n looks for due executions, once a minute.
jest.setTimeout(150_000);

const { newestVersions = {}, version } = sharedHost();
/** n8n learned to stream its answers together with this version of its Webhook node. */
const streams = (newestVersions['n8n-nodes-base.webhook'] ?? 0) >= 2.1;

/** The AI node SDK came with n8n 2.16. */
const [major = 0, minor = 0] = version.split('.').map(Number);
const hasAiNodeSdk = major > 2 || (major === 2 && minor >= 16);
/** Where n8n knows human reviews, it makes one of each node that asks: of its own ones, too. */
const hasReviews = 'n8n-nodes-base.slackHitlTool' in newestVersions;
/** From 1.113 on, a node may ask n8n to run it again, which is how a gate sleeps. */
const sleeps = major > 1 || minor >= 113;

const PEOPLE = ['Ada', 'Grace', 'Linus'].map((name) => ({ name, question: 'Where is my order?' }));
const MISSING = '00000000-0000-4000-8000-00000000dead';

describe('n8n', () => {
	const fixture = useFixture({ resets: false });

	/** Runs the support agent for three people, one of whom may ask an agent that does not exist. */
	async function runAgent(agents: string[], onError?: 'continueErrorOutput') {
		const { client, credentials } = fixture;
		const items = PEOPLE.map((person, index) => ({ ...person, agent: agents[index] ?? '' }));
		const input = { name: '={{ $json.name }}', question: '={{ $json.question }}' };
		const node = {
			name: STREAMER,
			type: TYPES.agent,
			typeVersion: 1,
			credentials,
			parameters: executeParameters('={{ $json.agent }}', input),
			onError,
		};
		return await client.runOnce(chain('matrix', items, [node]), TRIGGER);
	}

	const decisions = new Decisions(fixture, sleeps);
	let gate: GateRun;
	let asking: GateRun;

	it('Node types registered', () => {
		const { name, n8n } = readManifest(REPOSITORY);
		const registered = Object.keys(newestVersions).map((type) => type.toLowerCase());
		const wanted = n8n.nodes.map((file) => `${name}.${file.split('/').at(-1)?.split('.')[0]}`.toLowerCase());
		expect(registered).toEqual(expect.arrayContaining(wanted));
	});

	it('Credential test', async () => {
		const { client, credentials, emulator } = fixture;
		const id = credentials[CREDENTIAL_TYPE]?.id;
		const test = async (apiKey: string) =>
			await client.testCredential({ ...credentialData({ apiKey, baseUrl: emulator.url }), id });
		expect(await test(emulator.apiKey)).toMatchObject({ status: 'OK' });
		expect(await test('pr_key_wrong')).toMatchObject({ status: 'Error' });
	});

	it(
		sleeps ? 'Sleep gate goes to sleep' : 'Sleep gate goes to sleep: says that it needs n8n 1.113',
		async () => {
			gate = await decisions.start('sleep', ['A', 'R'], false);
			await decisions.expectAsleep(gate);
			await decisions.decide(['A', 'R']);
		},
	);

	it('Agent executed over three items', async () => {
		const { support } = fixture.emulator.ids.agents;
		const execution = await runAgent([support, support, support]);
		expect(errorOf(execution)).toBeUndefined();
		const answers = itemsOf(execution, STREAMER);
		expect(answers.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(answers.map(({ json }) => JSON.stringify(json.output))).toEqual(
			PEOPLE.map(({ name }) => expect.stringContaining(name)),
		);
	});

	it('Error output', async () => {
		const { support } = fixture.emulator.ids.agents;
		const execution = await runAgent([support, MISSING, support], 'continueErrorOutput');
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, STREAMER)).toHaveLength(2);
		expect(itemsOf(execution, STREAMER, 1)).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					error: expect.objectContaining({ type: 'NotFoundError', statusCode: 404 }),
				}),
			}),
		]);
	});

	it('List search', async () => {
		const request = agentRequest(fixture, { path: 'parameters.agentId', methodName: 'searchAgents' });
		const { results } = await fixture.client.listSearch({ ...request, filter: 'refund' });
		expect(results.map(({ value }) => value)).toEqual([fixture.emulator.ids.agents.refund]);
	});

	it('Input fields of an agent', async () => {
		const fields = await supportAgentFields(fixture);
		expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(['name', 'question']));
	});

	it('Webhook trigger, published and called', async () => {
		const { client, credentials, emulator } = fixture;
		const ours = () => emulator.store.webhookTriggers.where(({ name }) => name.startsWith('n8n'));
		const workflow = await TriggerWorkflow.create(
			client,
			credentials,
			agentWebhook(emulator.ids.agents.support),
		);
		await workflow.publish();
		expect(ours()).toHaveLength(1);
		const call = signed();
		expect(await workflow.call(call)).toMatchObject({ status: 202 });
		const [execution] = await workflow.executions(1);
		expect(execution && jsonOf(execution, CALLED)).toEqual([
			expect.objectContaining({ execution: expect.objectContaining({ status: 'completed' }) }),
		]);
		expect(await workflow.call(call)).toMatchObject({ status: 409 });
		await workflow.unpublish();
		expect(ours()).toEqual([]);
	});

	it('Event trigger, published and fired', async () => {
		const { client, credentials, emulator } = fixture;
		const workflow = await client.createWorkflow(eventWorkflow('approvalRequested', credentials));
		await client.publish(workflow);
		await ticks(emulator, 1);
		const made = emulator.requestApprovals(3).map(({ id }) => id);
		expect((await toldAtLeast(client, emulator, workflow, 3)).sort()).toEqual(made.sort());
		const [first] = await client.executionsOf(workflow);
		expect((await client.execution(first ?? '')).data.resultData.runData[EVENT_TRIGGER]).toBeDefined();
		await client.unpublish(workflow);
	});

	it(streams ? 'Streaming: word by word' : 'Streaming: answers in one piece', async () => {
		const { client, credentials, emulator } = fixture;
		const node = agentNode(credentials, emulator.ids.agents.support, JSON.stringify(PEOPLE[0]));
		const trigger = webhookTrigger(streams ? 'streaming' : 'lastNode');
		const workflow = await PublicWorkflow.inRow(client, trigger, [node]);
		if (streams) {
			const { types, text } = ofItem(await workflow.stream({}));
			expect([types[0], types.at(-1)]).toEqual(['begin', 'end']);
			expect(types.length).toBeGreaterThan(4);
			expect(text).toContain('Hello Ada');
		} else {
			const answer = (await (await workflow.post({})).json()) as { output?: unknown };
			expect(JSON.stringify(answer.output)).toContain('Hello Ada');
		}
	});

	it("Tool of n8n's AI Agent", async () => {
		const { client, credentials, emulator } = fixture;
		const model = await startFakeChatModel(PEOPLE[0] ?? {});
		try {
			const workflow = await toolWorkflow(client, model, emulator.ids.agents.support, credentials);
			const execution = await client.runOnce(workflow, TRIGGER);
			expect(errorOf(execution)).toBeUndefined();
			expect(jsonOf(execution, AI_AGENT)).toEqual([{ output: expect.stringContaining('Hello Ada') }]);
		} finally {
			await model.close();
		}
	});

	it(hasAiNodeSdk ? 'Chat memory' : 'Chat memory: says which n8n it needs', async () => {
		const { client, credentials, emulator } = fixture;
		const model = await startFakeChatModel(PEOPLE[0] ?? {});
		try {
			const { support } = emulator.ids.agents;
			const workflow = withChatMemory(
				await toolWorkflow(client, model, support, credentials),
				support,
				credentials,
			);
			const execution = await client.runOnce(workflow, TRIGGER);
			if (hasAiNodeSdk) {
				expect(errorOf(execution)).toBeUndefined();
				expect(emulator.requests({ method: 'POST', path: '/api/v1/agents/*/memories' })).toHaveLength(1);
			} else
				expect(JSON.stringify(errorOf(execution))).toContain(
					'PromptRails Chat Memory needs n8n 2.16 or later',
				);
		} finally {
			await model.close();
		}
	});

	it(hasAiNodeSdk ? 'Chat model' : 'Chat model: says which n8n it needs', async () => {
		const { client, credentials, emulator } = fixture;
		const execution = await client.runOnce(
			chainWithModel(chatModel(credentials, emulator.ids.agents.polyglot)),
			TRIGGER,
		);
		if (hasAiNodeSdk) {
			expect(errorOf(execution)).toBeUndefined();
			expect(jsonOf(execution, CHAIN)).toEqual([{ text: expect.stringContaining('Grüezi') }]);
		} else
			expect(JSON.stringify(errorOf(execution))).toContain('PromptRails Chat Model needs n8n 2.16 or later');
	});

	it(sleeps ? 'Gate leaves by the decision' : 'Gate leaves by the decision: in Hold mode', async () => {
		if (!sleeps) {
			gate = await decisions.start('hold', ['HA', 'HR'], false);
			await decisions.decide(['HA', 'HR']);
		}
		await decisions.expectLeft(gate);
	});

	it(
		sleeps ? 'Ask and Wait goes to sleep' : 'Ask and Wait goes to sleep: says that it needs n8n 1.113',
		async () => {
			asking = await decisions.start('sleep', ['QA', 'QR'], true);
			await decisions.expectAsleep(asking);
		},
	);

	it(
		sleeps
			? 'Ask and Wait leaves by the decision: woken by a call'
			: 'Ask and Wait leaves by the decision: in Hold mode',
		async () => {
			const orders: [string, string] = sleeps ? ['QA', 'QR'] : ['HQA', 'HQR'];
			if (!sleeps) asking = await decisions.start('hold', orders, true);
			await decisions.decide(orders);
			if (sleeps) await decisions.wake(orders[0]);
			await decisions.expectLeft(asking);
			expect(orders.map((order) => decisions.runsOf(order).length)).toEqual([1, 1]);
		},
	);

	it(
		hasReviews ? "Human review of an AI Agent's tool" : "Human review of an AI Agent's tool: n8n has none",
		async () => {
			const types = Object.keys(newestVersions).filter((type) => type.endsWith('HitlTool'));
			if (!hasReviews) return expect(types).toEqual([]);
			await decisions.expectReviews();
		},
	);

	it('No secret in its log and database', async () => {
		const looked = await refuseSecretsOnHost(sharedHost());
		expect(looked.executions).toBeGreaterThan(5);
	});
});
