import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { eventTriggers } from '../support/engine/eventTrigger';
import { runNode } from '../support/engine/runNode';

const emulator = useEmulator();

/** Runs an operation whose item has the value. */
async function run(
	type: string,
	parameters: INodeParameters,
	value: unknown,
): Promise<{ json: IDataObject[]; message: string }> {
	const { outputs } = await runNode({
		type,
		credential: emulator.credential(),
		parameters,
		items: [{ value } as IDataObject],
		onError: 'continueRegularOutput',
	});
	const json = outputs.flat().map((item) => item.json);
	return { json, message: String((json[0]?.error as IDataObject | undefined)?.message) };
}

const VALUE = '={{ $json.value }}';
const a2a = (operation: string, parameters: INodeParameters): INodeParameters => ({
	resource: 'a2a',
	operation,
	...parameters,
});
const list = (parameters: INodeParameters): INodeParameters => ({
	resource: 'agent',
	operation: 'getAll',
	...parameters,
});

const forever = 1e308;
const wait = (ids: typeof emulator.current.ids, parameters: INodeParameters): INodeParameters => ({
	resource: 'execution',
	operation: 'wait',
	executionId: byId(ids.executions.completed),
	...parameters,
});

describe('Decide without a decision decides nothing', () => {
	const decide = async (decision: INodeParameters): Promise<unknown> => {
		const approvalId = byId(emulator.current.ids.approvals.pending);
		return await run('promptRailsApproval', { operation: 'decide', approvalId, ...decision }, undefined);
	};

	test('and is not run by n8n while none is chosen, as in a saved node that was left at the old default', async () => {
		await expect(decide({})).rejects.toThrow('Parameter "Decision" is required');
		expect(emulator.current.requests()).toEqual([]);
	});

	test('and names the field when an expression gives none', async () => {
		expect(await decide({ decision: VALUE })).toMatchObject({
			message: expect.stringContaining("The field 'Decision' is empty"),
		});
		expect(emulator.current.requests()).toEqual([]);
	});
});

describe('what only the code of an operation reads is refused by its name, and nothing is sent', () => {
	test.each<[string, string, (ids: typeof emulator.current.ids) => INodeParameters, unknown]>([
		['Task', 'promptRailsAgent', () => a2a('get', { taskId: byId(VALUE) }), ' '],
		['Task', 'promptRailsAgent', () => a2a('cancel', { taskId: byId(VALUE) }), { id: 1 }],
		[
			'Text',
			'promptRailsAgent',
			({ agents }) => a2a('send', { agentId: byId(agents.support), text: VALUE }),
			{},
		],
		[
			'Wait for Result',
			'promptRailsAgent',
			({ agents }) => a2a('send', { agentId: byId(agents.support), text: 'x', blocking: VALUE }),
			'yes',
		],
		[
			'Context ID',
			'promptRailsAgent',
			({ agents }) =>
				a2a('send', { agentId: byId(agents.support), text: 'x', additionalFields: { contextId: VALUE } }),
			['x'],
		],
		['Timeout (Seconds)', 'promptRailsAgent', () => list({ options: { timeout: VALUE } }), 'soon'],
		['Simplify', 'promptRailsAgent', () => list({ simplify: VALUE }), 'yes'],
		['Return All', 'promptRailsAgent', () => list({ returnAll: VALUE }), 7],
		[
			'Token',
			'promptRailsWorkspace',
			() => ({ resource: 'webhookTrigger', operation: 'fire', token: VALUE, input: '{}' }),
			'..',
		],
		[
			'Token',
			'promptRailsWorkspace',
			() => ({
				resource: 'webhookTrigger',
				operation: 'fire',
				token: VALUE,
				input: '{}',
				options: { pathForm: 'bearer' },
			}),
			'x\r\nX-Evil: 1',
		],
		[
			'Check Every (Minutes)',
			'promptRailsExecution',
			(ids) => wait(ids, { waitMode: 'sleep', sleepInterval: VALUE }),
			'often',
		],
		[
			'Give Up After (Minutes)',
			'promptRailsExecution',
			(ids) => wait(ids, { waitMode: 'hold', holdLimit: VALUE }),
			forever,
		],
		[
			'Input Data Field Name',
			'promptRailsAgent',
			({ agents }) => ({
				resource: 'file',
				operation: 'write',
				agentId: byId(agents.support),
				path: byId('/a.txt'),
				contentSource: 'file',
				inputDataFieldName: VALUE,
			}),
			'constructor',
		],
	])('%s', async (label, type, parameters, value) => {
		const { current } = emulator;
		const { json } = await run(type, parameters(current.ids), value);
		const { message, description } = json[0].error as IDataObject;
		expect(`${message} ${description}`).toContain(`field '${label}'`);
		expect(current.requests()).toEqual([]);
	});
});

test('a switch takes the texts true and false, as expressions give them', async () => {
	const parameters = list({ returnAll: VALUE, limit: 1, simplify: VALUE });
	expect((await run('promptRailsAgent', parameters, 'false')).json).toHaveLength(1);
	expect((await run('promptRailsAgent', parameters, 'true')).json.length).toBeGreaterThan(1);
});

test('what a tool says is cut in the error, and whole in its details', async () => {
	const parameters = {
		resource: 'mcpTool',
		operation: 'call',
		toolId: byId(emulator.current.ids.mcpTools.handbook),
		toolName: VALUE,
	};
	const { json } = await run('promptRailsWorkspace', parameters, 'x'.repeat(5000));
	const { message, description, details } = json[0].error as IDataObject;
	expect(`${String(message)}${String(description)}`.length).toBeLessThan(1000);
	expect(JSON.stringify(details)).toContain('x'.repeat(5000));
});

test.each([7, true, {}, ['https://example.com']])(
	'a base URL of %j leads no key anywhere, not to the default either',
	async (baseUrl) => {
		const credential = { ...emulator.credential(), baseUrl: baseUrl as string };
		const { error } = await runNode({ type: 'promptRailsAgent', credential, parameters: list({}) });
		expect(error?.message).toContain('The base URL in the PromptRails credential is not a web address');
	},
);

test.each<[string, INodeParameters]>([
	['Status', { filters: { status: 'done' } }],
	['Agent', { filters: { agentId: byId({} as string) } }],
	['Simplify', { simplify: 'yes' }],
])(
	'the event trigger refuses a bad %s by its name, rather than never to start',
	async (label, parameters) => {
		const node = await eventTriggers(emulator).trigger('executionFinished', parameters);
		await expect(node.publish()).rejects.toThrow(`The field '${label}'`);
	},
);

describe('a timeout that is longer than any timer', () => {
	const newer = useEmulator({ generation: 2 });

	test('lets a file be downloaded', async () => {
		const { error, outputs } = await runNode({
			type: 'promptRailsExecution',
			credential: newer.credential(),
			parameters: {
				resource: 'asset',
				operation: 'download',
				assetId: byId(newer.current.ids.assets.picture),
				options: { timeout: forever },
			},
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].binary).toHaveProperty('data');
	});
});

test.each([
	'={{ 1 + 1 }}',
	'{{ $execution.id }}',
	'${process.env.HOME}',
	'<%= 1 %>',
	'); process.exit(1); (',
])('item data is never run: %s arrives as it is', async (value) => {
	const { ids } = emulator.current;
	const { json } = await run(
		'promptRailsAgent',
		{
			resource: 'agent',
			operation: 'execute',
			agentId: byId(ids.agents.support),
			inputMode: 'json',
			input: '={{ { name: $json.value, question: $json.value } }}',
		},
		value,
	);
	expect(json[0]).not.toHaveProperty('error');
	const [{ body }] = emulator.current.requests({ method: 'POST', path: '/api/v1/agents/*/execute' });
	expect(body).toMatchObject({ input: { name: value, question: value } });
});
