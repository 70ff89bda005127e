import type { IDataObject, INodeParameters, StructuredChunk } from 'n8n-workflow';

import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { runNode } from '../support/engine/runNode';
import { documented } from './report';

const emulator = useEmulator();
const agent = agentRunner(emulator);
const MASK = '[redacted]';
/** Where the key was looked for, and hidden. */
const places: string[] = [];

function hidden(where: string, run: () => Promise<void>): void {
	test(where, async () => {
		await run();
		places.push(where);
	});
}

beforeEach(() => {
	emulator.current.settings.asyncRunMs = 1;
});

const stream = (...events: Array<[string, object]>): object => ({
	status: 200,
	contentType: 'text/event-stream',
	body: events.map(([name, data]) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`).join(''),
	method: 'GET',
	path: '/api/v1/executions/*/stream',
});

const workspace = (parameters: INodeParameters) =>
	runNode({
		type: 'promptRailsWorkspace',
		parameters,
		credential: emulator.credential(),
		onError: 'continueRegularOutput',
	});

// Every run of the harness throws when a secret comes out of it; what is said here is what stands in its place.
describe('the API key in what a server says is hidden', () => {
	const errorOf = (json: IDataObject[]): IDataObject => json[0].error as IDataObject;

	hidden('in the error event of a stream', async () => {
		const { apiKey } = emulator.current;
		emulator.current.fault(
			stream(['error', { message: `No model takes <b>${apiKey}</b> pr_key_of_another` }]),
		);
		const failed = { data: { id: 'run-1', status: 'failed' } };
		emulator.current.fault({ method: 'GET', path: '/api/v1/executions/*', status: 200, body: failed });
		const { json } = await agent.execute({
			onError: 'continueRegularOutput',
			parameters: { options: { includeEvents: true } },
		});
		expect(errorOf(json)).toMatchObject({
			type: 'StreamError',
			description: expect.stringContaining(`No model takes ${MASK} ${MASK}`),
		});
	});

	hidden('in the error of a run', async () => {
		const { apiKey } = emulator.current;
		const run = { id: 'run-1', status: 'failed', error: `No model takes <b>${apiKey}</b>` };
		emulator.current.fault({ body: { data: run }, status: 200, path: '/api/v1/agents/*/execute' });
		const { json } = await agent.execute({ onError: 'continueRegularOutput' });
		expect(errorOf(json)).toMatchObject({
			type: 'RunFailedError',
			description: expect.stringContaining(`No model takes ${MASK}`),
		});
	});

	hidden('in the message and the data of an A2A error', async () => {
		const { apiKey, ids } = emulator.current;
		const error = { code: -32000, message: `Not with <i>${apiKey}`, data: { [apiKey]: ['x', apiKey] } };
		emulator.current.fault({
			body: { jsonrpc: '2.0', id: 'item-0', error },
			status: 200,
			path: '/a2a/agents/*',
		});
		const { json } = await runNode({
			type: 'promptRailsAgent',
			credential: emulator.credential(),
			parameters: { resource: 'a2a', operation: 'send', agentId: byId(ids.agents.support), text: 'Hello' },
			onError: 'continueRegularOutput',
		});
		expect(errorOf(json)).toMatchObject({
			description: expect.stringContaining(`Not with ${MASK}`),
			details: { [MASK]: ['x', MASK] },
		});
	});

	hidden('in the text and the details of an MCP tool that failed', async () => {
		const { apiKey, ids } = emulator.current;
		const content = [{ type: 'text', text: `<p>Not with ${apiKey}</p>` }];
		emulator.current.fault({ body: { data: { is_error: true, content } }, status: 200 });
		const { json } = await workspace({
			resource: 'mcpTool',
			operation: 'call',
			toolId: byId(ids.mcpTools.handbook),
			toolName: 'search_docs',
		});
		expect(errorOf(json)).toMatchObject({
			description: expect.stringContaining(`says: Not with ${MASK}`),
			details: { content: [{ type: 'text', text: `<p>Not with ${MASK}</p>` }] },
		});
	});

	hidden('in a good answer, also where JSON escapes hide it', async () => {
		const escaped = [...emulator.current.apiKey]
			.map((char) => `\\u00${char.charCodeAt(0).toString(16)}`)
			.join('');
		emulator.current.fault({ body: `{"data": {"id": "a", "echo": "${escaped}"}}`, status: 200 });
		const { json } = await agent.get({ parameters: { simplify: false } });
		expect(json).toEqual([{ id: 'a', echo: MASK }]);
	});

	hidden('in an answer that is streamed, also where it is spread over several deltas', async () => {
		const { apiKey } = emulator.current;
		const deltas = ['The key is ', ...apiKey, ', is it not? p', 'r_'];
		emulator.current.fault(
			stream(
				['thinking', { content: `Is it ${apiKey}?` }],
				...deltas.map((content): [string, object] => ['content', { content }]),
				['done', {}],
			),
		);
		const chunks: StructuredChunk[] = [];
		await agent.execute({ onChunk: (chunk) => void chunks.push(chunk) });
		const texts = chunks.flatMap(({ type, content }) => (type === 'item' ? [content] : []));
		expect(texts.join('')).toContain(`The key is ${MASK}, is it not? pr_`);
	});
});

test.each([
	[
		'the value of a new credential',
		{ operation: 'create', name: 'a', category: 'llm', type: 'openai', value: 'sk-typed-here' },
	],
	[
		'the new value of a credential',
		{ operation: 'update', credentialId: byId('c'), additionalFields: { value: 'sk-typed-here' } },
	],
])('%s is hidden in the answer', async (_name, parameters) => {
	emulator.current.fault({ body: { data: { id: 'c', echo: 'It is sk-typed-here.' } }, status: 200 });
	const { json } = await workspace({ resource: 'credential', simplify: false, ...parameters });
	expect(json).toEqual([{ id: 'c', echo: `It is ${MASK}.` }]);
});

// Shorter ones may be words of their own, which must not disappear from what a workflow goes on with.
test.each([
	['12345678', true, true],
	['1234567', false, true],
	['1234', false, true],
	['123', false, false],
])('of the typed secret %s: hidden in a good answer %p, in an error %p', async (value, inAnswer, inError) => {
	const parameters = { operation: 'create', name: 'a', category: 'llm', type: 'openai', value };
	const said = `It is ${value}.`;
	const create = async (rule: object): Promise<string> => {
		emulator.current.fault({ ...rule, times: 1 });
		const { json } = await workspace({ resource: 'credential', simplify: false, ...parameters });
		return JSON.stringify(json);
	};
	const answer = await create({ body: { data: { id: 'c', echo: said } }, status: 200 });
	const error = await create({ body: { error: { code: 'invalid', message: said } }, status: 400 });
	expect(answer).toContain(inAnswer ? `It is ${MASK}.` : said);
	expect(error).toContain(inError ? `It is ${MASK}.` : said);
});

test('the parameters of an MCP template are hidden in the answer', async () => {
	emulator.current.fault({ body: { data: { id: 't', config: { TOKEN: 'ghp_typed_here' } } }, status: 200 });
	const { json } = await workspace({
		resource: 'mcpTemplate',
		operation: 'install',
		slug: byId('github'),
		name: 'GitHub',
		parameters: { parameter: [{ name: 'TOKEN', value: 'ghp_typed_here' }] },
	});
	expect(json).toEqual([{ id: 't', config: { TOKEN: MASK } }]);
});

test('the token and the secret of a hook are hidden in what it answers', async () => {
	const [token, secret] = ['wht_typed_here', 'signed-with-this'];
	emulator.current.fault({
		body: { data: { id: 'r', status: 'pending', input: { _token: token, say: `With ${secret}` } } },
		status: 202,
	});
	const { json } = await workspace({
		resource: 'webhookTrigger',
		operation: 'fire',
		token,
		input: '{}',
		simplify: false,
		additionalFields: { secret },
	});
	expect(json[0].input).toEqual({ say: `With ${MASK}` });
});

test('the document tells what was measured', () => {
	documented({
		id: 'echoedSecrets',
		heading: 'Where the key was repeated',
		lines: [
			'A server repeats the API key, and `[redacted]` comes out:',
			'',
			...places.map((place) => `- ${place}`),
		],
	});
});
