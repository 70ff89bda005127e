import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { allOperations } from '../contracts';
import { hasSchema, schemaFolder } from '../docs/schemas';
import { REPOSITORY, type N8nClient, type WorkflowDefinition } from '../host';
import { closePanel, openNode, openPanel, openWorkflow, withEditor, zoomToFit } from '../host/screenshot';
import { useFixture } from '../support/n8n/fixture';
import { chain } from '../support/n8n/workflows';

const SIZE = { width: 1440, height: 900 };
const SPACING = 224;
const WITHIN_MS = 120_000;

type Operation = (typeof allOperations)[number];

/** One operation of each action node. */
const SHOWN: Operation[] = [
	...new Map(allOperations.filter(hasSchema).map((one) => [one.node, one])).values(),
];

/** `version/getAll.json` below the folder of the schemas of a version. */
const fileOf = ({ resource, operation }: Operation): string => join(resource ?? '', `${operation}.json`);

function schemaOf(operation: Operation): { properties: Record<string, unknown> } {
	const file = join(REPOSITORY, schemaFolder(operation.node), 'v1.0.0', fileOf(operation));
	return JSON.parse(readFileSync(file, 'utf8')) as { properties: Record<string, unknown> };
}

/** Every operation with a node after it, whose panel shows what comes in. */
function pairs(operations: Operation[]): WorkflowDefinition {
	const nodes = operations.flatMap(({ node, resource, operation }, row) => [
		{
			name: node,
			type: `n8n-nodes-promptrails.${node}`,
			typeVersion: 1,
			position: [0, row * SPACING] as [number, number],
			parameters: { ...(resource === null ? {} : { resource }), operation },
		},
		{
			name: `After ${node}`,
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [SPACING, row * SPACING] as [number, number],
			parameters: {},
		},
	]);
	const links = operations.map(({ node }) => [
		node,
		{ main: [[{ node: `After ${node}`, type: 'main' as const, index: 0 }]] },
	]);
	return {
		name: 'previews',
		nodes,
		connections: Object.fromEntries(links) as WorkflowDefinition['connections'],
	};
}

const previewed = (page: Page): Locator => page.locator('[data-test-id="run-data-schema-item"]');

async function fieldsShownIn(client: N8nClient, operations: Operation[]): Promise<Record<string, string[]>> {
	const { id } = await client.createWorkflow(pairs(operations));
	return await withEditor(client, SIZE, async (page) => {
		await openWorkflow(page, id, operations[0].node);
		await zoomToFit(page);
		const shown: Record<string, string[]> = {};
		for (const operation of operations) {
			const [first = ''] = Object.keys(schemaOf(operation).properties);
			await openNode(page, `After ${operation.node}`);
			await previewed(page).filter({ hasText: first }).first().waitFor();
			shown[operation.node] = (await previewed(page).allInnerTexts()).map((text) => text.trim());
			await closePanel(page);
		}
		return shown;
	});
}

describe('The preview of what an operation gives', () => {
	const fixture = useFixture();

	it('is served for every operation whose output is known beforehand', async () => {
		const { url } = fixture.client.session;
		const missing: string[] = [];
		for (const one of allOperations.filter(hasSchema)) {
			const path = `n8n-nodes-promptrails.${one.node}/1.0.0/${fileOf(one)}`;
			const response = await fetch(`${url}/schemas/${path}`);
			if (!response.ok) missing.push(path);
			else expect(await response.json()).toEqual(schemaOf(one));
		}
		expect(missing).toEqual([]);
	});

	it(
		'shows the fields of every action node before it first ran',
		async () => {
			const shown = await fieldsShownIn(fixture.client, SHOWN);
			for (const operation of SHOWN) {
				expect(shown[operation.node]).toEqual(
					expect.arrayContaining(Object.keys(schemaOf(operation).properties)),
				);
			}
		},
		WITHIN_MS,
	);

	it(
		'gives fields that can be dragged into an expression',
		async () => {
			const [agent, chat] = ['Run Agent', 'Say It'];
			const { id } = await fixture.client.createWorkflow(
				chain(
					'drag',
					[{}],
					[
						{
							name: agent,
							type: 'n8n-nodes-promptrails.promptRailsAgent',
							typeVersion: 1,
							parameters: { resource: 'agent', operation: 'execute' },
						},
						{
							name: chat,
							type: 'n8n-nodes-promptrails.promptRailsChat',
							typeVersion: 1,
							parameters: { resource: 'message', operation: 'send', content: '' },
						},
					],
				),
			);
			const text = await withEditor(fixture.client, SIZE, async (page) => {
				await openPanel(page, id, chat);
				const message = page.locator('[data-test-id="parameter-input-content"]');
				await drag(page, page.locator('[data-target="mappable"][data-name="output"]').first(), message);
				const expression = message.locator('.cm-content').filter({ hasText: '$json' });
				await expression.waitFor();
				return await expression.innerText();
			});
			expect(text.trim()).toBe('{{ $json.output }}');
		},
		WITHIN_MS,
	);
});

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
	await from.waitFor();
	await from.hover();
	await page.mouse.down();
	const { x = 0, y = 0, width = 0, height = 0 } = (await to.boundingBox()) ?? {};
	await page.mouse.move(x + width / 2, y + height / 2, { steps: 10 });
	await page.mouse.up();
}
