import { join } from 'node:path';
import { statSync } from 'node:fs';
import { HOST_FOLDER } from '../host';
import { refreshMappedFields, screenshotNode } from '../host/screenshot';
import { TYPES, useFixture } from './support/fixture';
import { chain, executeParameters } from './support/workflows';

const NODE = 'Run Agent';
const FILE = join(HOST_FOLDER, 'screenshots', 'agent-execute.png');

describe('The panel of the Agent node', () => {
	const fixture = useFixture();

	it("shows the agent's input fields", async () => {
		const { client, credentials, emulator } = fixture;
		const parameters = executeParameters(emulator.ids.agents.support, {
			name: '={{ $json.name }}',
			question: '={{ $json.question }}',
		});
		const { id } = await client.createWorkflow(
			chain(
				'panel',
				[{ name: 'Ada', question: 'Where is my order?' }],
				[{ name: NODE, type: TYPES.agent, typeVersion: 1, parameters, credentials }],
			),
		);

		let text = '';
		await screenshotNode(client, {
			workflowId: id,
			node: NODE,
			file: FILE,
			prepare: async (page) => {
				await refreshMappedFields(page, 'priority');
				text = await page.locator('[data-test-id="node-parameters"]').innerText();
			},
		});

		for (const field of ['name', 'question', 'priority', 'urgent', 'tags', 'context']) {
			expect(text).toMatch(new RegExp(`^${field}$`, 'm'));
		}
		expect(statSync(FILE).size).toBeGreaterThan(10_000);
	}, 90_000);
});
