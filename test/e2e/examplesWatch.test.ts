import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { errorOf, jsonOf, poll, type Execution, type N8nClient } from '../host';
import { picked } from '../locator';
import { ExampleWorkflow } from '../support/n8n/exampleWorkflow';
import { startFakeChatModel, type FakeChatModel } from '../support/n8n/fakeChatModel';
import { useFixture } from '../support/n8n/fixture';

jest.setTimeout(120_000);

const run = async (client: N8nClient, example: ExampleWorkflow, trigger: string): Promise<Execution> => {
	const execution = await client.ended(await example.start(trigger));
	expect(errorOf(execution)).toBeUndefined();
	return execution;
};

describe('The example', () => {
	const fixture = useFixture({ generation: 2 });
	let model: FakeChatModel;
	beforeAll(async () => {
		const asked = { name: 'Ada', question: 'Where is my order?' };
		// The first tool fails: this server has no memories.
		model = await startFakeChatModel({ query: 'Ada' }, asked);
	});
	afterAll(() => model.close());

	/** An execution of n8n's AI Agent with two tools. */
	async function watchedAgent(): Promise<{ id: string; execution: Execution }> {
		const { client } = fixture;
		const openAiApi = await client.createCredential({
			name: 'Fake model',
			type: 'openAiApi',
			data: { apiKey: 'fake', url: model.url, header: false },
		});
		const chatted = [{ json: { sessionId: 'one', action: 'sendMessage', chatInput: 'Ask for Ada' } }];
		const pinned = { Chat: chatted };
		const credentials = { Model: { openAiApi } };
		const workflow = await ExampleWorkflow.import(
			fixture,
			'agents-as-tools',
			'support',
			{},
			pinned,
			credentials,
		);
		return { id: workflow.saved.id, execution: await run(client, workflow, 'Chat') };
	}

	it("'trace-ai-agent' sends what n8n's AI Agent did, with tools, tokens and times, and each execution once", async () => {
		const { client, emulator } = fixture;
		const { id, execution } = await watchedAgent();
		// What n8n puts onto its OpenTelemetry span of the tool, where its license includes such attributes.
		const [asked] = execution.data.resultData.runData['Ask Support'] ?? [];
		expect(asked?.metadata?.tracing).toMatchObject({
			'promptrails.execution.id': expect.any(String),
			'promptrails.trace.id': expect.any(String),
			'llm.tokens.total': expect.any(Number),
		});
		const { rawApiKey } = await client.session.request<{ rawApiKey: string }>('POST', '/rest/api-keys', {
			label: 'Traces',
			scopes: ['execution:list', 'execution:read', 'workflow:list', 'workflow:read'],
			expiresAt: null,
		});
		const n8nApi = await client.createCredential({
			name: 'n8n',
			type: 'n8nApi',
			data: { apiKey: rawApiKey, baseUrl: `${client.session.url}/api/v1` },
		});
		const filters: INodeParameters = { workflowId: picked(id, 'Agents as tools') };
		const changes = { Executions: { filters } };
		const example = await ExampleWorkflow.import(
			fixture,
			'trace-ai-agent',
			'support',
			changes,
			{},
			{
				Executions: { n8nApi },
			},
		);

		const first = await run(client, example, 'Every Five Minutes');
		expect(jsonOf(first, 'Send to PromptRails')).toEqual([{ ingested: 8 }]);

		const [{ trace_id: traceId } = {}] = jsonOf(first, 'Span');
		const sent = emulator.store.spans.where((span) => span.trace_id === traceId) as unknown as IDataObject[];
		const spans = sent.sort((a, b) => String(a.started_at).localeCompare(String(b.started_at)));
		const named = (name: string): IDataObject[] => spans.filter((span) => span.name === name);
		const [root] = spans.filter(({ kind }) => kind === 'workflow');
		const [agent] = named('AI Agent');
		expect(agent).toMatchObject({ kind: 'agent', status: 'ok', parent_span_id: root?.span_id });
		const inner = [...named('Model'), ...named('Search Memory'), ...named('Ask Support')];
		expect(inner.map(({ kind, status }) => [kind, status])).toEqual([
			['llm', 'ok'],
			['llm', 'ok'],
			['llm', 'ok'],
			['tool', 'error'],
			['tool', 'ok'],
		]);
		for (const { parent_span_id, started_at, ended_at } of inner) {
			expect(parent_span_id).toBe(agent?.span_id);
			expect(String(started_at) >= String(agent?.started_at)).toBe(true);
			expect(String(ended_at) <= String(agent?.ended_at)).toBe(true);
		}
		const [, , last] = named('Model');
		expect(last).toMatchObject({
			model_name: 'gpt-4.1-mini',
			output: { text: expect.stringContaining('Hello Ada') },
			token_usage: { total_tokens: expect.any(Number) },
		});
		expect(named('Ask Support')).toEqual([
			expect.objectContaining({
				input: { name: 'Ada', question: 'Where is my order?' },
				output: expect.objectContaining({ output: expect.stringContaining('Hello Ada') }),
			}),
		]);
		expect(new Set(spans.map(({ span_id }) => span_id)).size).toBe(8);

		const second = await run(client, example, 'Every Five Minutes');
		expect(second.data.resultData.runData['Send to PromptRails']).toBeUndefined();
	});
});

interface TestRun {
	status: string;
	metrics: Record<string, number>;
}

describe('The example', () => {
	const fixture = useFixture();

	/** A data table of n8n with two cases. */
	async function tableOfCases(): Promise<INodeParameters> {
		const { client } = fixture;
		const { id } = await client.session.request<{ id: string }>('GET', '/rest/projects/personal');
		const tables = `/rest/projects/${id}/data-tables`;
		const columns = ['name', 'question', 'expected_answer', 'expected_tools'];
		const table = await client.session.request<{ id: string; name: string }>('POST', tables, {
			name: `Cases ${Date.now()}`,
			columns: columns.map((name) => ({ name, type: 'string' })),
		});
		const said = 'Hello Ada, about "Where is it?": we are looking into it.';
		await client.session.request('POST', `${tables}/${table.id}/insert`, {
			data: [
				['Ada', 'Where is it?', said, 'Lookup'],
				['Bob', 'Why?', 'No', 'lookup, refund'],
			].map((values) => Object.fromEntries(columns.map((name, index) => [name, values[index]]))),
			returnType: 'count',
		});
		return { dataTableId: picked(table.id, table.name) };
	}

	it("'evaluate-agent' has n8n's evaluation read what the agent did, and keeps the results as scores", async () => {
		const { client, emulator } = fixture;
		const table = await tableOfCases();
		const changes = { 'Fetch Test Row': table, 'Keep Answer': table };
		const example = await ExampleWorkflow.import(fixture, 'evaluate-agent', 'support', changes);

		const runs = `/rest/workflows/${example.saved.id}/test-runs`;
		await client.session.request('POST', `${runs}/new`, {});
		const completed = async () => {
			const [newest] = await client.session.request<TestRun[]>('GET', runs);
			return newest && ['completed', 'error', 'cancelled'].includes(newest.status) ? newest : undefined;
		};
		const result = await poll(completed, { what: 'the test run has ended', timeoutSeconds: 60 });

		expect(result).toMatchObject({ status: 'completed', metrics: { tools_used: 0.75 } });
		const scores = emulator.store.scores.where(({ name }) => name.startsWith('eval_'));
		const valuesOf = (wanted: string): unknown[] =>
			scores
				.filter(({ name }) => name === wanted)
				.map(({ value }) => value)
				.sort();
		expect(valuesOf('eval_tools_used')).toEqual([0.5, 1]);
		expect(valuesOf('eval_similarity')).toEqual([expect.any(Number), 1]);
		const traces = emulator.store.executions.all().map(({ trace_id }) => trace_id);
		expect(scores.filter(({ trace_id }) => !traces.includes(trace_id))).toEqual([]);
	});
});
