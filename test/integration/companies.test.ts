/** What stands between n8n and PromptRails in companies is told as what it is. */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

import { agentRunner, useEmulator } from '../support/engine/agentRun';

const emulator = useEmulator();
const agent = agentRunner(emulator);
const servers: Server[] = [];

afterEach(() => {
	delete process.env.HTTP_PROXY;
	delete process.env.HTTPS_PROXY;
	for (const server of servers.splice(0)) server.close();
});

/** Starts an agent over whatever is in the way, and gives back what it fails with. */
async function failure(baseUrl = emulator.current.url): Promise<IDataObject> {
	const { json } = await agent.execute({
		credential: { ...emulator.credential(), baseUrl },
		onError: 'continueRegularOutput',
		parameters: { options: { retryBudget: 0 } },
	});
	return json[0].error as IDataObject;
}

async function listening(server: Server): Promise<string> {
	servers.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port where nothing listens. */
async function closedPort(): Promise<string> {
	const server = createServer();
	const url = await listening(server);
	await new Promise((resolve) => server.close(resolve));
	return url;
}

const proxyAnswering = async (status: number, type: string, body: string): Promise<string> => {
	const refuse: RequestListener = (_request, response) =>
		response.writeHead(status, { 'content-type': type }).end(body);
	const server = createServer(refuse);
	const head = `HTTP/1.1 ${status} Refused\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n`;
	server.on('connect', (_request, socket) => socket.end(head + body));
	return await listening(server);
};

const SCHEMES: Array<[string, () => string]> = [
	['http', () => emulator.current.url],
	['https', () => 'https://api.example.com'],
];

describe.each(SCHEMES)('with a proxy before a server at %s', (_scheme, baseUrl) => {
	const use = (url: string): void => {
		process.env.HTTP_PROXY = url;
		process.env.HTTPS_PROXY = url;
	};

	test('that wants a log-in, the proxy is named and PromptRails is not quoted', async () => {
		use(await proxyAnswering(407, 'text/plain', 'no user given'));
		expect(await failure(baseUrl())).toMatchObject({
			type: 'ConnectionError',
			statusCode: 407,
			message: 'The proxy between n8n and PromptRails asks for a log-in',
			description: expect.stringMatching(/HTTP_PROXY.*The proxy says: no user given/),
			outcomeUnknown: false,
		});
	});

	test('that refuses with a page, the page is told as such', async () => {
		use(await proxyAnswering(403, 'text/html', '<h1>Blocked by policy</h1>'));
		expect(await failure(baseUrl())).toMatchObject({
			type: 'ConnectionError',
			statusCode: 403,
			message: 'Something between n8n and PromptRails refused the request',
			description: expect.stringContaining('The page says: Blocked by policy.'),
			outcomeUnknown: false,
		});
	});

	test('that is down, the proxy is named with its port', async () => {
		const url = await closedPort();
		use(url);
		expect(await failure(baseUrl())).toMatchObject({
			type: 'ConnectionError',
			code: 'ECONNREFUSED',
			message: `The proxy of n8n, ${new URL(url).host}, cannot be reached`,
			outcomeUnknown: false,
		});
	});

	test('whose name nobody knows, the name is told', async () => {
		use('http://proxy.invalid:3128');
		expect(await failure(baseUrl())).toMatchObject({
			type: 'ConnectionError',
			message: 'The proxy of n8n, proxy.invalid, cannot be reached',
			outcomeUnknown: false,
		});
	});
});

test('without a proxy, a server that is down is told as the server', async () => {
	expect(await failure(await closedPort())).toMatchObject({
		message: 'PromptRails cannot be reached: nothing answers at the base URL',
	});
});

test('https to a port without TLS certainly did not run, and is told as such', async () => {
	expect(await failure(emulator.current.url.replace('http:', 'https:'))).toMatchObject({
		type: 'ConnectionError',
		message: 'The server at the base URL does not speak HTTPS',
		outcomeUnknown: false,
	});
});

const ON_THE_WAY: Array<[number, string]> = [
	[400, 'ConnectionError'],
	[401, 'ConnectionError'],
	[403, 'ConnectionError'],
	[413, 'ValidationError'],
	[431, 'ValidationError'],
	[511, 'ConnectionError'],
];
test.each(ON_THE_WAY)(
	'a web page with the status %i is a %s, and never quoted as PromptRails',
	async (status, type) => {
		emulator.current.fault({ status, contentType: 'text/html', body: '<html><b>Gateway</b> says no</html>' });
		const error = await failure();
		expect(error).toMatchObject({ type, statusCode: status, outcomeUnknown: false });
		expect(error.description).toContain('The page says: Gateway says no.');
		expect(error.description).not.toContain('PromptRails says');
	},
);

test.each([520, 522, 524, 526, 529, 530])('a read is repeated after a %i', async (status) => {
	emulator.current.fault({ status, headers: { 'retry-after-ms': '1' }, times: 1 });
	expect((await agent.get()).error).toBeUndefined();
	expect(emulator.current.requests()).toHaveLength(2);
});

test.each([520, 529])('a start is not repeated after a %i, whose outcome is unknown', async (status) => {
	emulator.current.fault({ status });
	expect(await failure()).toMatchObject({ type: 'ServerError', outcomeUnknown: true });
	expect(emulator.current.requests()).toHaveLength(1);
});
