/** Nodes as workflows of November 2026 have them, from before the first release: a later version must run them alike. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { runNode } from '../support/engine/runNode';

interface SavedNode {
	name: string;
	type: string;
	parameters: INodeParameters;
}

const emulator = useEmulator();
const saved = JSON.parse(readFileSync(join(__dirname, 'savedNodes.json'), 'utf8')) as SavedNode[];

/** Runs a saved node with the IDs that its user has chosen; nodes before it, which it names, are left out. */
async function run(type: string, chosen: INodeParameters, item: IDataObject = {}): Promise<IDataObject[]> {
	const node = saved.find((one) => one.type === `n8n-nodes-promptrails.${type}`);
	const { json, error } = await runNode({
		type,
		credential: emulator.credential(),
		parameters: { ...node?.parameters, ...chosen },
		items: [item],
	});
	expect(error).toBeUndefined();
	return json;
}
const sent = (path: RegExp): unknown[] => emulator.current.requests({ path }).map(({ body }) => body);

test('there is one of each action node', () => {
	expect(saved.map(({ type }) => type.replace('n8n-nodes-promptrails.promptRails', '')).sort()).toEqual([
		'Agent',
		'Approval',
		'Chat',
		'Execution',
		'Memory',
		'Prompt',
		'Score',
		'Workspace',
	]);
});

test('Agent: executes with its mapped input', async () => {
	const item = { name: 'Ada', question: 'Where is it?' };
	const json = await run('promptRailsAgent', { agentId: byId(emulator.current.ids.agents.support) }, item);
	expect(json).toEqual([expect.objectContaining({ status: 'completed' })]);
	expect(sent(/\/execute$/)).toEqual([expect.objectContaining({ input: item, sync: true })]);
});

test('Approval: decides with a reason', async () => {
	const [approval] = emulator.current.store.approvals.where(({ status }) => status === 'pending');
	await run('promptRailsApproval', {
		approvalId: byId(String(approval.id)),
		decision: 'approved',
		additionalFields: { reason: 'fine' },
	});
	expect(sent(/\/decide$/)).toEqual([{ decision: 'approved', reason: 'fine' }]);
});

test('Chat: sends to a new session', async () => {
	const agentId = byId(emulator.current.ids.agents.support);
	const json = await run('promptRailsChat', { agentId }, { chatInput: 'Hello' });
	expect(json).toEqual([expect.objectContaining({ output: expect.any(String) })]);
	expect(sent(/\/messages$/)).toEqual([expect.objectContaining({ content: 'Hello' })]);
});

test('Execution: lists by its filters', async () => {
	const { support } = emulator.current.ids.agents;
	const rows = await run('promptRailsExecution', {
		filters: { agentId: byId(support), status: 'completed' },
	});
	expect(rows.length).toBeGreaterThan(0);
	expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['completed']));
});

test('Memory: stores, without a resource in its parameters', async () => {
	await run('promptRailsMemory', {
		agentId: byId(emulator.current.ids.agents.support),
		content: 'The user said: Hello',
		additionalFields: {},
	});
	expect(sent(/\/memories$/)).toEqual([
		expect.objectContaining({ content: 'The user said: Hello', memory_type: 'conversation' }),
	]);
});

test('Prompt: runs with variables that were written by name, before each had a field of its own', async () => {
	const [promptId] = Object.values(emulator.current.ids.prompts);
	await run(
		'promptRailsPrompt',
		{ promptId: byId(promptId) },
		{ name: 'Ada', question: 'Where?', wording: 'Answer {{ name }}: {{ question }}' },
	);
	expect(sent(/\/run$/)).toEqual([
		expect.objectContaining({
			input: { name: 'Ada', question: 'Where?' },
			user_prompt: 'Answer {{ name }}: {{ question }}',
		}),
	]);
});

test('Score: scores a trace', async () => {
	const [execution] = emulator.current.store.executions.where(() => true);
	await run(
		'promptRailsScore',
		{},
		{ trace_id: execution.trace_id, execution_id: execution.id, rating: 0.5 },
	);
	expect(sent(/\/scores$/)).toEqual([
		expect.objectContaining({ name: 'nightly_quality', data_type: 'numeric', value: 0.5 }),
	]);
});

test('Workspace: queries a data source with parameters', async () => {
	const rows = await run('promptRailsWorkspace', {
		dataSourceId: byId(emulator.current.ids.dataSources.customers),
	});
	expect(rows.map(({ name }) => name)).toEqual(['Ada', 'Katherine']);
});
