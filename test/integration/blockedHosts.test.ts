/** n8n's protection against requests into the own network, which is set for the whole process. */
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
process.env.N8N_SSRF_ALLOWED_HOSTNAMES = 'localhost';

import type { IDataObject } from 'n8n-workflow';

import { byId } from '../locator';
import { agentRunner, useEmulator } from '../support/engine/agentRun';
import { runNode } from '../support/engine/runNode';

const emulator = useEmulator({ generation: 2 });
const agent = agentRunner(emulator);

test('a host that n8n blocks is named with a type, and nothing was sent', async () => {
	const { json } = await agent.execute({ onError: 'continueRegularOutput' });
	expect(json[0].error as IDataObject).toMatchObject({
		type: 'ForbiddenError',
		message: 'n8n does not allow requests to 127.0.0.1',
		description: expect.stringContaining('N8N_SSRF_ALLOWED_HOSTNAMES'),
		outcomeUnknown: false,
	});
	expect(emulator.current.requests()).toHaveLength(0);
});

test('the host of a file that n8n blocks is named, where that of the API is allowed', async () => {
	const { credential, current } = emulator;
	const url = `${current.url}/assets/picture`;
	current.fault({ path: /signed-url$/, status: 200, body: { data: { url } } });
	const { json } = await runNode({
		type: 'promptRailsExecution',
		credential: { ...credential(), baseUrl: current.url.replace('127.0.0.1', 'localhost') },
		parameters: { resource: 'asset', operation: 'download', assetId: byId(current.ids.assets.picture) },
		onError: 'continueRegularOutput',
	});
	expect(json[0].error as IDataObject).toMatchObject({
		type: 'ForbiddenError',
		message: `The file cannot be downloaded from ${new URL(url).host}`,
		description: expect.stringContaining('n8n does not allow requests to 127.0.0.1'),
	});
});
