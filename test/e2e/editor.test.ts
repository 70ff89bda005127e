import { join } from 'node:path';
import { statSync } from 'node:fs';
import { HOST_FOLDER, readManifest, REPOSITORY, TRIGGER } from '../host';
import {
	isAmongFirst,
	openActions,
	openWorkflow,
	photographPanel,
	refreshMappedFields,
	screenshotNode,
	searchNodes,
	withEditor,
} from '../host/screenshot';
import SEARCHES from '../integration/descriptions/searches.json';
import { byId } from '../locator';
import { TYPES, useFixture } from '../support/n8n/fixture';
import { chain, executeParameters } from '../support/n8n/workflows';

const NODE = 'Run Agent';
const SCREENSHOTS = join(HOST_FOLDER, 'screenshots');
const FILE = join(SCREENSHOTS, 'agent-execute.png');
/** How many of what is found people look at. */
const SHOWN = 3;
const PANEL = { width: 1440, height: 900 };

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

/** What the list calls a node of ours: triggers are known by their mark. */
const labelOf = (className: string): string =>
	className
		.replace(/Trigger$/, '')
		.replace(/(?<=.)(?=[A-Z])/g, ' ')
		.replace('Prompt Rails', 'PromptRails');

describe('The list of nodes', () => {
	const fixture = useFixture();

	it('finds every node by the name of the service, with its actions grouped by resource', async () => {
		const { client } = fixture;
		const { id } = await client.createWorkflow(chain('creator', [{}], []));
		const [found, actions] = await withEditor(client, { width: 1200, height: 1200 }, async (page) => {
			const list = page.locator('[data-test-id="node-creator"]');
			await openWorkflow(page, id, TRIGGER);
			await searchNodes(page, 'promptrails', 'PromptRails Agent');
			const names = await list.innerText();
			await openActions(page, 'PromptRails Agent', 'Execute agent');
			// n8n draws a long list bit by bit.
			await list.getByText('File Actions').waitFor();
			return [names, await list.innerText()];
		});

		for (const file of readManifest(REPOSITORY).n8n.nodes) {
			const name = /PromptRails\w+?(?=\.node\.js$)/.exec(file)?.[0] ?? file;
			// n8n offers memories at the Memory input of its AI nodes alone.
			if (name === 'PromptRailsChatMemory') continue;
			expect(found).toContain(labelOf(name));
		}
		const groups = ['AGENT', 'VERSION', 'GUARDRAIL', 'AGENT-TO-AGENT TASK', 'FILE'].map(
			(group) => `${group} ACTIONS`,
		);
		const lines = actions.split('\n');
		expect(lines.filter((line) => line.endsWith(' ACTIONS'))).toEqual(groups);
		expect(lines.find((line) => line.endsWith(' agent'))).toBe('Execute agent');
	}, 90_000);
});

describe('The search in the list of nodes', () => {
	const fixture = useFixture();

	it('shows Approval before Agent to who looks for an approval', async () => {
		const { client } = fixture;
		const { id } = await client.createWorkflow(chain('search', [{}], []));
		const found = await withEditor(client, { width: 1200, height: 1200 }, async (page) => {
			await openWorkflow(page, id, TRIGGER);
			await searchNodes(page, 'approval', 'PromptRails Approval');
			const file = join(SCREENSHOTS, 'search-approval.png');
			await page.locator('[data-test-id="node-creator"]').screenshot({ path: file });
			return await page.locator('[data-test-id="node-creator-item-name"]').allInnerTexts();
		});

		const ours = found.map((name) => name.trim()).filter((name) => name.startsWith('PromptRails'));
		expect(ours[0]).toBe('PromptRails Approval');
	}, 90_000);

	it('shows the right node among the first three for ten of twelve searches', async () => {
		const { client } = fixture;
		const { id } = await client.createWorkflow(chain('searches', [{}], []));
		// For these n8n has more nodes of its own: those that ask for approval by mail or chat, and those of Ollama.
		const crowded = ['approval trigger', 'llm'];
		const searches = Object.entries(SEARCHES).filter(([query]) => !crowded.includes(query));
		await withEditor(client, { width: 1200, height: 1200 }, async (page) => {
			await openWorkflow(page, id, TRIGGER);
			await searchNodes(page, 'promptrails', 'PromptRails Agent');
			for (const [query, node] of searches) await isAmongFirst(page, query, labelOf(node), SHOWN);
		});
		expect(searches).toHaveLength(10);
	}, 240_000);
});

describe('A gate', () => {
	const fixture = useFixture();

	it.each([
		['promptRailsApproval', { approvalId: byId('any') }, ['Timed Out', 'Approved', 'Rejected']],
		[
			'promptRailsExecution',
			{ resource: 'execution', executionId: byId('any') },
			['Timed Out', 'Finished', 'Paused', 'Failed'],
		],
	])(
		'of %s names its outputs, and says what stands beside it',
		async (type, about, labels) => {
			const { client, credentials } = fixture;
			const parameters = { operation: 'wait', waitMode: 'sleep', ...about };
			const gate = {
				name: 'Wait',
				type: `n8n-nodes-promptrails.${type}`,
				typeVersion: 1,
				credentials,
				parameters,
			};
			const { id } = await client.createWorkflow(chain('gate', [{}], [gate]));
			await withEditor(client, PANEL, async (page) => {
				await openWorkflow(page, id, gate.name);
				const handles = page.locator(
					`[data-test-id="canvas-node-output-handle"][data-node-name="${gate.name}"]`,
				);
				expect((await handles.allInnerTexts()).map((text) => text.trim())).toEqual(labels);
				const file = join(SCREENSHOTS, `${type}-gate.png`);
				await photographPanel(page, { workflowId: id, node: gate.name, file });
				const panel = await page.locator('[data-test-id="node-parameters"]').innerText();
				expect(panel).toContain(
					'When this node is deactivated, it passes its input on by the Timed Out output.',
				);
				expect(panel).toContain('ask or notify people before this node, in series');
			});
		},
		90_000,
	);
});
