/** What stands between n8n and PromptRails in companies, and credentials that serve several customers. */
import type { IDataObject } from 'n8n-workflow';

import { type Emulator, startEmulator } from '../emulator';
import { errorOf, jsonOf, type N8nClient, startClaimed, TRIGGER } from '../host';
import { freePorts } from '../host/ports';
import { byId } from '../locator';
import { startFakeChatModel } from '../support/n8n/fakeChatModel';
import { CREDENTIAL_TYPE, credentialData, TYPES, useFixture } from '../support/n8n/fixture';
import { sharedHost } from '../support/n8n/sharedHost';
import { AI_AGENT, toolWorkflow } from '../support/n8n/toolWorkflow';
import { chain } from '../support/n8n/workflows';

jest.setTimeout(240_000);
const fixture = useFixture();

/** Reads the support agent with a credential for each item, and gives back what comes out by either output. */
async function read(client: N8nClient, baseUrl: string, items: IDataObject[]): Promise<IDataObject[]> {
	const { apiKey, ids } = fixture.emulator;
	const credential = await client.createCredential(credentialData({ apiKey, baseUrl }));
	const node = {
		name: 'Read',
		type: TYPES.agent,
		typeVersion: 1,
		credentials: { [CREDENTIAL_TYPE]: credential },
		parameters: {
			resource: 'agent',
			operation: 'get',
			agentId: byId(ids.agents.support),
			options: { retryBudget: 0 },
		},
		onError: 'continueRegularOutput' as const,
	};
	const execution = await client.runOnce(chain('companies', items, [node]), TRIGGER);
	expect(errorOf(execution)).toBeUndefined();
	return jsonOf(execution, 'Read');
}

describe('In n8n', () => {
	let other: Emulator;
	beforeAll(async () => {
		other = await startEmulator();
	});
	afterAll(() => other.close());

	it('an expression in the credential counts for each item', async () => {
		const servers = [fixture.emulator, other, fixture.emulator];

		const agents = await read(
			fixture.client,
			'={{ $json.url }}',
			servers.map(({ url }) => ({ url })),
		);

		expect(agents).toHaveLength(3);
		expect(fixture.emulator.requests()).toHaveLength(2);
		expect(other.requests()).toHaveLength(1);
	});

	it('https to a plain port is told as such', async () => {
		const url = fixture.emulator.url.replace('http:', 'https:');

		const [{ error }] = await read(fixture.client, url, [{}]);

		expect(error).toMatchObject({
			message: 'The server at the base URL does not speak HTTPS',
			outcomeUnknown: false,
		});
	});

	it('a model is told what a tool of the Memory node does', async () => {
		const model = await startFakeChatModel({ query: 'Ada' });
		const { client, credentials, emulator } = fixture;
		const workflow = await toolWorkflow(client, model, emulator.ids.agents.support, credentials);
		const nodes = workflow.nodes.map((node) =>
			node.type === TYPES.agentTool
				? {
						...node,
						type: 'n8n-nodes-promptrails.promptRailsMemoryTool',
						parameters: {
							operation: 'search',
							agentId: byId(emulator.ids.agents.support),
							query: "={{ $fromAI('query', 'What to look for', 'string') }}",
						},
					}
				: node,
		);

		const execution = await client.runOnce({ ...workflow, nodes }, TRIGGER);
		await model.close();

		expect(jsonOf(execution, AI_AGENT)).toHaveLength(1);
		const [tool] = model.requests[0]?.tools ?? [];
		expect(tool?.function.description).toMatch(/^search memory in /i);
	});
});

describe('In an n8n behind a proxy that is down, with its protection against requests into the own network', () => {
	it('the proxy and the blocked host are named', async () => {
		const [deadPort] = await freePorts(1);
		const { tarball, version } = sharedHost();
		const { host, client } = await startClaimed({
			tarball,
			version,
			env: {
				HTTP_PROXY: `http://127.0.0.1:${deadPort}`,
				NO_PROXY: '127.0.0.1',
				N8N_SSRF_PROTECTION_ENABLED: 'true',
				N8N_SSRF_ALLOWED_HOSTNAMES: 'localhost',
			},
		});
		try {
			const [{ error: blocked }] = await read(client, fixture.emulator.url, [{}]);
			const [{ error: proxied }] = await read(
				client,
				fixture.emulator.url.replace('127.0.0.1', 'localhost'),
				[{}],
			);

			expect(blocked).toMatchObject({
				type: 'ForbiddenError',
				message: 'n8n does not allow requests to 127.0.0.1',
			});
			expect(proxied).toMatchObject({
				type: 'ConnectionError',
				message: `The proxy of n8n, 127.0.0.1:${deadPort}, cannot be reached`,
			});
		} finally {
			await host.stop();
		}
	});
});
