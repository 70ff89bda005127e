import type { INodeParameters } from 'n8n-workflow';
import { createHmac } from 'node:crypto';

import { byId } from '../locator';
import { useEmulator } from '../support/engine/agentRun';
import { searchList } from '../support/engine/loadOptions';
import { type NodeRun, runNode } from '../support/engine/runNode';

const emulator = useEmulator();

/** Runs an operation of the Workspace node against the emulator. */
const workspace = (parameters: INodeParameters, options: Partial<NodeRun> = {}) =>
	runNode({ type: 'promptRailsWorkspace', credential: emulator.credential(), parameters, ...options });

const fire = (parameters: INodeParameters, options: Partial<NodeRun> = {}) =>
	workspace(
		{ resource: 'webhookTrigger', operation: 'fire', input: '{"name": "Zoë"}', ...parameters },
		options,
	);

describe('firing a webhook trigger', () => {
	test('signs the exact bytes that are sent', async () => {
		const { webhookSecret, webhookTokens } = emulator.current.ids;
		const input = '{ "name": "Zoë 🚂",\n"question": "?", "n": 1.50 }';
		const { error } = await fire({
			token: webhookTokens.signed,
			input,
			additionalFields: { secret: webhookSecret },
		});
		expect(error).toBeUndefined();
		const [{ rawBody, headers }] = emulator.current.requests();
		expect(rawBody).toBe('{"name":"Zoë 🚂","question":"?","n":1.5}');
		expect(headers['x-promptrails-signature']).toBe(
			createHmac('sha256', webhookSecret).update(rawBody).digest('hex'),
		);
	});

	test('fires each item at its own trigger', async () => {
		const { webhookTokens } = emulator.current.ids;
		const { json } = await fire(
			{ token: '={{ $json.token }}', input: '={{ $json.input }}' },
			{
				items: [
					{ token: webhookTokens.open, input: { name: 'A', question: '1' } },
					{ token: webhookTokens.disabled, input: { name: 'B', question: '2' } },
				],
				onError: 'continueRegularOutput',
			},
		);
		expect(json).toMatchObject([
			{ status: 'completed' },
			{ error: { type: 'ConflictError', statusCode: 400, details: { is_active: false } } },
		]);
	});

	test('keeps token and secret out of errors', async () => {
		const [token, secret] = ['2NxK8vQd1cWmLr5TzYpBhGfJ3aE', 'a-very-private-secret'];
		const message = `no hook ${token}, signed with ${secret}`;
		emulator.current.fault({
			status: 404,
			body: { error: { code: 'not_found', message, details: { path: `/hooks/${token}` } } },
		});
		const parameters = { token: ` ${token} `, additionalFields: { secret } };
		const { json } = await fire(parameters, { onError: 'continueRegularOutput' });
		const { error } = await fire(parameters);
		expect(json[0].error).toMatchObject({ type: 'NotFoundError', details: { path: '/hooks/[redacted]' } });
		// n8n itself puts the node, parameters included, on every failure.
		const told = JSON.stringify([json, { ...error, node: undefined }, error?.message, error?.stack]);
		expect(told).not.toContain(token);
		expect(told).not.toContain(secret);
	});

	test('is never repeated once it may have arrived', async () => {
		emulator.current.fault({ status: 502 });
		const { error } = await fire({ token: emulator.current.ids.webhookTokens.open });
		expect(error?.description).toContain('unknown whether PromptRails carried this out');
		expect(emulator.current.requests()).toHaveLength(1);
	});

	test('takes an answer without a body for a success', async () => {
		emulator.current.fault({ status: 202, empty: true });
		const { json } = await fire({ token: emulator.current.ids.webhookTokens.open });
		expect(json).toEqual([{ success: true }]);
	});
});

describe('what is typed into a field for secrets', () => {
	const secret = 'sk-of another service/1';
	const parameters: Array<[string, () => INodeParameters]> = [
		[
			'a credential',
			() => ({
				resource: 'credential',
				operation: 'create',
				name: 'Shop',
				category: 'llm',
				type: 'openai',
				value: secret,
			}),
		],
		[
			'a credential that is changed',
			() => ({
				resource: 'credential',
				operation: 'update',
				credentialId: byId(emulator.current.ids.credentials.openai),
				additionalFields: { value: secret },
			}),
		],
		[
			'an MCP template',
			() => ({
				resource: 'mcpTemplate',
				operation: 'install',
				slug: byId('github'),
				name: 'GitHub',
				parameters: { parameter: [{ name: 'GITHUB_TOKEN', value: secret }] },
			}),
		],
	];
	test.each(parameters)('of %s is hidden when the server repeats it', async (_what, given) => {
		const error = { code: 'bad_request', message: `Not with ${secret}`, details: { value: secret } };
		emulator.current.fault({ status: 400, body: { error } });
		const { json } = await workspace(given(), { onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({
			description: expect.stringContaining('Not with [redacted]'),
			details: { value: '[redacted]' },
		});
	});
});

describe('calling an MCP tool', () => {
	const call = (parameters: INodeParameters, options: Partial<NodeRun> = {}) =>
		workspace(
			{
				resource: 'mcpTool',
				operation: 'call',
				toolId: byId(emulator.current.ids.mcpTools.handbook),
				...parameters,
			},
			options,
		);

	test('that does not succeed is told with the text of the tool', async () => {
		const { json } = await call({ toolName: 'missing' }, { onError: 'continueRegularOutput' });
		expect(json[0].error).toMatchObject({
			type: 'RunFailedError',
			code: 'tool_error',
			message: "The tool 'missing' did not succeed",
			description: expect.stringContaining('unknown tool: missing'),
			details: { trace_id: expect.any(String) },
		});
	});

	test('names the field when the arguments are not JSON', async () => {
		const { error } = await call({ toolName: 'echo', additionalFields: { arguments: '{"text": }' } });
		expect(error?.message).toContain("The field 'Arguments' is not valid JSON (line 1, column 10)");
		expect(emulator.current.requests()).toHaveLength(0);
	});
});

describe('the values that a choice lacks', () => {
	const create = (type: INodeParameters) =>
		workspace({
			resource: 'credential',
			operation: 'create',
			name: 'Shop database',
			category: 'data_warehouse',
			value: 'secret',
			...type,
		});

	test('are needed once Other is chosen', async () => {
		const { error } = await create({ type: '__other', customType: '={{ "" }}' });
		expect(error?.message).toContain("The field 'Custom Type' is empty");
	});

	test('are left out while they are hidden', async () => {
		await create({ type: 'openai', customType: 'mysql' });
		expect(emulator.current.requests()[0].body).toMatchObject({ type: 'openai' });
	});
});

describe('the lists of the panel', () => {
	const list = async (type: string, search: string) => {
		const panel = { type, parameters: {}, credential: emulator.credential() };
		return (await searchList(panel, search)).results;
	};

	test('give what the field needs, which is not always the ID', async () => {
		const { ids } = emulator.current;
		await expect(list('promptRailsWorkspace', 'searchMcpTemplateSlugs')).resolves.toContainEqual({
			name: 'GitHub · Development',
			value: 'github',
		});
		await expect(list('promptRailsExecution', 'searchTraceSessions')).resolves.toEqual([
			{ name: expect.stringContaining(ids.chatSessions.ada), value: ids.chatSessions.ada },
		]);
		const traces = await list('promptRailsExecution', 'searchTraces');
		expect(traces.map(({ value }) => value)).toContain(ids.traces.completed);
	});

	test('offer each trace once, whatever spans it has', async () => {
		const traces = (await list('promptRailsExecution', 'searchTraces')).map(({ value }) => value);
		expect(new Set(traces).size).toBe(traces.length);
	});
});
