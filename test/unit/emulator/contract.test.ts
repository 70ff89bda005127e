import { contracts } from '../../contracts';
import { useEmulator } from './useEmulator';

const emulator = useEmulator();

describe('the contract', () => {
	it.each(contracts[1].map(({ method, path }) => [method, path]))('knows %s %s', async (method, path) => {
		const reply = await emulator.call(method, path.replace(/\{\w+\}/g, 'nothing'));
		expect(reply.text).not.toMatch(/^40[45] /);
		expect(reply.status).toBeLessThan(500);
	});

	it.each([
		['GET', '/health'],
		['POST', '/api/v1/hooks/nothing'],
		['POST', '/api/v1/webhook/trigger'],
		['DELETE', '/api/v1/agents/nothing/memories'],
		['GET', '/api/v1/mcp-templates/slug/nothing'],
		['GET', '/api/v1/executions/nothing/pending-approval'],
		['POST', '/api/v1/chat/sessions/nothing/messages/stream'],
	])('also knows %s %s', async (method, path) => {
		const reply = await emulator.call(method, path);
		expect(reply.text).not.toMatch(/^40[45] /);
	});
});
