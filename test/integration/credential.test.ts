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
