import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../emulator';
import { freePorts } from '../host/ports';
import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { runNode } from '../support/engine/runNode';

const emulator = useEmulator();
const agent = agentRunner(emulator);
const NO_RETRY = { options: { retryBudget: 0 } };

const statuses: Array<[number, string]> = [
	[400, 'ValidationError'],
	[401, 'UnauthorizedError'],
	[402, 'QuotaExceededError'],
	[403, 'ForbiddenError'],
	[404, 'NotFoundError'],
	[409, 'ConflictError'],
	[418, 'PromptRailsError'],
	[422, 'ValidationError'],
	[429, 'RateLimitError'],
	[500, 'ServerError'],
	[503, 'ServerError'],
];

test.each(statuses)(
	'HTTP %i is a %s with the text, code, details and request id of the server',
	async (status, type) => {
		const body = {
			error: { code: 'vendor_code', message: 'What the vendor says', details: { field: 'name' } },
		};
		emulator.current.fault({ status, body });
		const { json } = await agent.get({ onError: 'continueRegularOutput', parameters: NO_RETRY });
		expect(json[0].error).toMatchObject({
			type,
			statusCode: status,
			code: 'vendor_code',
			details: { field: 'name' },
			requestId: expect.any(String),
			description: expect.stringContaining('What the vendor says'),
		});
	},
);

const unreadable: Array<[string, FaultRule, object]> = [
	['an HTML page with status 502', { status: 502, html: true }, { type: 'ServerError', statusCode: 502 }],
	['an HTML page with status 200', { status: 200, html: true }, { type: 'ServerError', statusCode: 200 }],
	['JSON that is cut off', { truncate: 'json' }, { type: 'ServerError', statusCode: 200 }],
	['an empty 200', { empty: true }, { type: 'ServerError', statusCode: 200 }],
	['fewer bytes than announced', { truncate: 'contentLength' }, { type: 'ConnectionError' }],
];
test.each(unreadable)('%s is a readable typed error', async (_name, fault, told) => {
	emulator.current.fault(fault);
	const { json } = await agent.get({ onError: 'continueRegularOutput', parameters: NO_RETRY });
	expect(json[0].error).toMatchObject({ ...told, message: expect.stringMatching(/server|PromptRails/) });
	expect(JSON.stringify(json)).not.toMatch(/<html|<body|Unexpected token/i);
});

test('a closed port is told as such', async () => {
	const [port] = await freePorts(1);
	const { error } = await agent.get({
		credential: { apiKey: 'k', baseUrl: `http://127.0.0.1:${port}` },
		parameters: NO_RETRY,
	});
	expect(error?.message).toContain('nothing answers at the base URL');
	expect(error?.description).toContain('Check the base URL');
});

test('a missing agent is told as such, not as a missing route', async () => {
	const { error } = await agent.run('get', { agentId: byId('nope') });
	expect(error).toMatchObject({ httpCode: '404', message: 'Agent not found [item 0]' });
});

test('an unknown route says that the server does not offer the operation', async () => {
	const { error } = await agent.get({
		credential: { ...emulator.credential(), baseUrl: `${emulator.current.url}/elsewhere` },
	});
	expect(error?.message).toContain('does not offer the operation');
});

test('the message is ours even when it holds the name of a system error', async () => {
	emulator.current.fault({
		status: 400,
		body: { error: { code: 'x', message: 'approvePermissions: ENOENT' } },
	});
	const { error } = await agent.get();
	expect(error?.message).toContain('did not accept the values');
	expect(error?.description).toContain('approvePermissions');
});

test('the API key does not appear in an error, even when the server repeats it', async () => {
	const { apiKey } = emulator.current;
	emulator.current.fault({
		status: 403,
		body: { error: { code: 'x', message: `key ${apiKey} may not`, details: { key: apiKey } } },
	});
	const { run } = await agent.get({ onError: 'continueRegularOutput' });
	expect(JSON.stringify(run.data.resultData.runData['Under Test'])).not.toContain(apiKey);
});

test.each([
	['where it is cut', (key: string) => ({ error: { code: 'x', message: `${'x'.repeat(195)}${key}` } })],
	['beside the error', (key: string) => ({ error: { code: 'x' }, message: `No ${key}` })],
])('an API key of another shape is hidden in what the server says, %s', async (_where, body) => {
	const apiKey = 'key-of-a-server-of-our-own';
	emulator.current.fault({ status: 400, body: body(apiKey) });
	const { error } = await agent.get({ credential: { ...emulator.credential(), apiKey } });
	expect(error?.description).toContain('[re');
	expect(error?.description).not.toContain('key-');
});

describe('a redirect to another origin', () => {
	let elsewhere: Server;
	const received: unknown[] = [];
	beforeAll(async () => {
		elsewhere = createServer((request, response) => {
			received.push(request.headers);
			response.end('{}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	});
	afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));

	test.each([301, 302, 307, 308])('is an error for %i, and the key does not arrive there', async (status) => {
		const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/api/v1/agents`;
		emulator.current.fault({ status, headers: { location } });
		for (const attempt of [() => agent.get(), () => agent.execute()]) {
			const { error } = await attempt();
			expect(error?.message).toContain('redirects to another address');
			expect(error?.description).toContain(location);
		}
		expect(received).toEqual([]);
	});
});

test.each([1e308, Number.MAX_SAFE_INTEGER, 1e10])(
	'a timeout of %p seconds is a long one',
	async (timeout) => {
		const { json, error } = await agent.get({ parameters: { options: { timeout } } });
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	},
);

test.each(['poll ', '', null, 'constructor'])(
	'a mode of %p is refused by its name, and nothing is started',
	async (runMode) => {
		const { error } = await agent.execute({ parameters: { runMode } });
		expect(error?.message).toContain("The field 'Mode' is set to none of its choices");
		expect(error?.description).toContain('poll, start, wait');
		expect(emulator.current.requests()).toEqual([]);
	},
);

test('an ID that would leave its place in the path is refused by the label of its field', async () => {
	const { error } = await agent.run('get', { agentId: byId('..') });
	expect(error?.message).toContain("The field 'Agent' is not a usable ID");
	expect(emulator.current.requests()).toEqual([]);
});

describe('a refusal that names a value as it is on the wire', () => {
	const refuse = (details: object) =>
		emulator.current.fault({
			method: 'POST',
			status: 422,
			body: { error: { code: 'unprocessable', message: 'validation failed', details } },
		});
	const own = (type: string, parameters: INodeParameters) =>
		runNode({ type: `promptRails${type}`, credential: emulator.credential(), parameters });

	test.each([
		['JSON', { inputMode: 'json', input: '{"name": "Ada"}' }, 'Input JSON'],
		['fields', { inputMode: 'fields', inputFields: { value: { name: 'Ada' } } }, 'Input Fields'],
	])('names the input that is given as %s', async (_mode, parameters, label) => {
		const { error } = await agent.execute({ parameters });
		expect(error?.message).toBe(`The field '${label} › question' is required [item 0]`);
		expect(error?.description).toMatch(new RegExp(`^The field '${label} › question' is required\\. Correct`));
	});

	test('names the field of a request that an operation makes by code of its own', async () => {
		refuse({ field: 'content', reason: 'must have 4000 characters at most' });
		const { error } = await own('Chat', {
			resource: 'message',
			operation: 'send',
			sessionId: byId(emulator.current.ids.chatSessions.ada),
			content: 'Hello',
		});
		expect(error?.message).toBe(
			"Validation failed: the field 'Message' must have 4000 characters at most [item 0]",
		);
	});

	test('names the field of what a gate starts', async () => {
		refuse({ errors: [{ field: 'input.amount', reason: 'must be positive' }] });
		const { error } = await own('Approval', {
			operation: 'sendAndWait',
			agentId: byId(emulator.current.ids.agents.refund),
			inputMode: 'json',
			input: '{"amount": -1}',
			waitMode: 'hold',
		});
		expect(error?.message).toBe(
			"Validation failed: the field 'Input JSON › amount' must be positive [item 0]",
		);
	});

	test('keeps the name on the wire where no field has it', async () => {
		refuse({ field: 'region_code', reason: 'is not known' });
		const { error } = await agent.execute();
		expect(error?.description).toContain('PromptRails says: validation failed.');
		expect(error?.message).not.toContain("The field '");
	});
});
