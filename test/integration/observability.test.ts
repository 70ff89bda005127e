/** What n8n's OpenTelemetry, evaluations and redaction read of a node. */
import type { IDataObject, INodeParameters, INodeType, ITaskData } from 'n8n-workflow';

import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { loadPackage } from '../support/engine/nodeTypes';
import { type NodeResult, runNode } from '../support/engine/runNode';

const emulator = useEmulator();
const agent = agentRunner(emulator);

/** What n8n puts onto the span of the node. */
function spanOf({ run }: NodeResult): Record<string, unknown> {
	const [task] = run.data.resultData.runData['Under Test'] as ITaskData[];
	return task.metadata?.tracing ?? {};
}

const sum = (rows: IDataObject[], of: (row: IDataObject) => unknown): number =>
	rows.reduce((total, row) => total + Number(of(row)), 0);
const tokens = (name: string) => (row: IDataObject) => (row.token_usage as IDataObject)[name];

const send = (options: INodeParameters = {}): Promise<NodeResult> =>
	runNode({
		type: 'promptRailsChat',
		credential: emulator.credential(),
		parameters: {
			resource: 'message',
			operation: 'send',
			sessionMode: 'new',
			agentId: byId(emulator.current.ids.agents.support),
			content: 'Hello',
			options,
		},
	});

describe("n8n's span of a node", () => {
	test('names the execution and the trace, with tokens and cost under the names that n8n has for them', async () => {
		const result = await agent.execute();
		const [row] = result.json;
		expect(spanOf(result)).toEqual({
			'promptrails.execution.id': row.execution_id,
			'promptrails.trace.id': row.trace_id,
			'llm.tokens.in': tokens('prompt_tokens')(row),
			'llm.tokens.out': tokens('completion_tokens')(row),
			'llm.tokens.total': tokens('total_tokens')(row),
			'llm.cost.total': row.cost,
		});
	});

	test('adds up the items of the node', async () => {
		const result = await agent.execute({
			items: ['Ada', 'Bob', 'Eve'].map((name) => ({ name, question: 'Where is it?' })),
		});
		expect(result.json).toHaveLength(3);
		const span = spanOf(result);
		expect(String(span['promptrails.execution.id']).split(',').sort()).toEqual(
			result.json.map((row) => row.execution_id).sort(),
		);
		expect(span['llm.tokens.total']).toBe(sum(result.json, tokens('total_tokens')));
		expect(span['llm.cost.total']).toBeCloseTo(sum(result.json, ({ cost }) => cost));
	});

	test('names the run that failed', async () => {
		const result = await agent.execute({ items: [{ name: 'Ada', question: 'Why?', fail: true }] });
		expect(result.error).toBeDefined();
		expect(spanOf(result)['promptrails.execution.id']).toEqual(expect.any(String));
	});

	test('names the run that was only started', async () => {
		const result = await agent.execute({ parameters: { runMode: 'start' } });
		expect(spanOf(result)['promptrails.execution.id']).toBe(result.json[0].execution_id);
	});

	test('has the run of a chat message', async () => {
		const result = await send();
		const [{ execution_id, trace_id }] = result.json;
		expect(spanOf(result)).toMatchObject({
			'promptrails.execution.id': execution_id,
			'promptrails.trace.id': trace_id,
		});
	});

	test('leaves the cost of a run that another node started to that node', async () => {
		const { completed } = emulator.current.ids.executions;
		const result = await runNode({
			type: 'promptRailsExecution',
			credential: emulator.credential(),
			parameters: { resource: 'execution', operation: 'stream', executionId: byId(completed) },
		});
		expect(spanOf(result)).toMatchObject({ 'promptrails.execution.id': completed });
		expect(Object.keys(spanOf(result)).filter((name) => name.startsWith('llm.'))).toEqual([]);
	});
});

describe('intermediate steps', () => {
	const called = {
		action: expect.objectContaining({ tool: 'lookup', toolInput: {}, toolCallId: expect.any(String) }),
		observation: '2 rows',
	};

	test('of an agent have the shape that n8n evaluates', async () => {
		const { json } = await agent.execute({ parameters: { options: { returnIntermediateSteps: true } } });
		expect(json[0]).toMatchObject({ intermediateSteps: [called] });
		expect(json[0]).not.toHaveProperty('events');
	});

	test('of a chat message have it as well', async () => {
		const { json } = await send({ returnIntermediateSteps: true });
		expect(json[0].intermediateSteps).toEqual([called]);
	});

	test('are there when no tool was called, for n8n insists on a list', async () => {
		emulator.current.settings.stream = { toolRounds: 0 };
		const { json } = await agent.execute({ parameters: { options: { returnIntermediateSteps: true } } });
		expect(json[0].intermediateSteps).toEqual([]);
	});

	test('are left out unless they are asked for', async () => {
		const { json } = await agent.execute({ parameters: { options: { includeEvents: true } } });
		expect(json[0]).not.toHaveProperty('intermediateSteps');
	});
});

test('tokens and secrets that are shown once are declared as sensitive', async () => {
	const { nodeTypes } = await loadPackage();
	const { description } = nodeTypes.getByNameAndVersion('promptRailsWorkspace') as INodeType;
	const { json } = await runNode({
		type: 'promptRailsWorkspace',
		credential: emulator.credential(),
		parameters: {
			resource: 'webhookTrigger',
			operation: 'create',
			name: 'Orders',
			agentId: byId(emulator.current.ids.agents.support),
			additionalFields: { generateSecret: true },
		},
	});
	const secret = Object.keys(json[0]).filter((name) => /^(token|secret)$/.test(name));
	expect(secret).toEqual(description.sensitiveOutputFields);
});
