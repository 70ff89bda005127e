import '../support/engine/environment';

import { type INode, Workflow } from 'n8n-workflow';

import { normalizeBaseUrl } from '../../nodes/shared/transport/http/baseUrl';
import { loadPackage } from '../support/engine/nodeTypes';

const NODE: INode = {
	id: 'node',
	name: 'Under Test',
	type: 'n8n-nodes-promptrails.promptRailsAgent',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Where the credential test of n8n goes with a base URL. */
async function testedAt(baseUrl: string): Promise<unknown> {
	const { nodeTypes, credential } = await loadPackage();
	const { expression } = new Workflow({ active: false, nodes: [NODE], connections: {}, nodeTypes });
	const { baseURL = '' } = credential('promptRailsApi').test?.request ?? {};
	const keys = { $credentials: { baseUrl } };
	return expression.getParameterValue(baseURL, null, 0, 0, NODE.name, [], 'internal', keys);
}

test.each([
	'',
	'  ',
	'https://api.promptrails.ai',
	' https://promptrails.example.com/ ',
	'https://promptrails.example.com/api/v1',
	'http://localhost:8080/gateway/api/v1/',
])('with the base URL %p, the credential is tested where the nodes go', async (baseUrl) => {
	expect(await testedAt(baseUrl)).toBe(normalizeBaseUrl(baseUrl));
});

/** What the credential's own test says of a status: n8n shows the words of the first rule that names it. */
async function toldOf(status: number): Promise<string> {
	const { credential } = await loadPackage();
	const rules: object[] = credential('promptRailsApi').test?.rules ?? [];
	const rule = rules.find((each) => JSON.stringify(each).includes(`"value":${status},`));
	return rule && 'type' in rule && rule.type === 'responseCode' ? JSON.stringify(rule) : '';
}

const SAYS: [status: number, words: RegExp][] = [
	[401, /API key.*expired/],
	[402, /quota/],
	[403, /agents:read/],
	[404, /Base URL/],
	[429, /slow down/],
	...[500, 502, 503, 504].map((status): [number, RegExp] => [status, /server.*Try again later/]),
	...[301, 302, 303, 307, 308].map((status): [number, RegExp] => [status, /redirects.*Base URL/]),
];

test.each(SAYS)('the test of the credential says in words what a %i means', async (status, words) => {
	expect(await toldOf(status)).toMatch(words);
});

test('the hint of the key names the two scopes that everyone needs', async () => {
	const { credential } = await loadPackage();
	const key = credential('promptRailsApi').properties.find(({ name }) => name === 'apiKey');
	expect(key?.hint).toMatch(/agents:read and agents:execute/);
});

describe('n8n shows the code of what was thrown before a test was sent', () => {
	async function thrownFor(baseURL: string | undefined): Promise<unknown> {
		const { credential } = await loadPackage();
		const { authenticate } = credential('promptRailsApi');
		if (typeof authenticate !== 'function') throw new Error('no function');
		return await authenticate({ apiKey: 'pr_key_x' }, { url: '/api/v1/agents', baseURL }).catch(
			(error: unknown) => error,
		);
	}

	test.each(['promptrails', 'ftp://api.promptrails.ai', 'api.promptrails.ai:8080'])(
		'%p as base URL is no web address, in words',
		async (baseUrl) => {
			expect(await thrownFor(baseUrl)).toMatchObject({
				code: expect.stringMatching(/not a web address.*https/),
			});
		},
	);

	test.each(['https://api.promptrails.ai', undefined])(
		'with %p the key is put into the request',
		async (baseUrl) => {
			expect(await thrownFor(baseUrl)).toMatchObject({ headers: { 'X-API-Key': 'pr_key_x' } });
		},
	);
});
