import { startEmulator, type Emulator } from '../emulator';
import { runNode } from './harness/runNode';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await startEmulator();
});
afterAll(async () => {
	await emulator.close();
});

test('x', () => {
	const m = require('../../dist/nodes/Agent/PromptRailsAgent.node.js');
	new m.PromptRailsAgent();
});
test('try', async () => {
	const result = await runNode({
		type: 'promptRailsAgent',
		credential: { apiKey: emulator.apiKey, baseUrl: emulator.url },
		parameters: {
			resource: 'agent',
			operation: 'execute',
			agentId: { __rl: true, mode: 'id', value: emulator.ids.agents.support },
			inputMode: 'json',
			input: '={{ JSON.stringify($json) }}',
		},
		items: [
			{ name: 'Ada', question: 'Where?' },
			{ name: 'Bob', question: 'Why?' },
		],
	});
	console.log(JSON.stringify(result.json, null, 1), result.error);
});
