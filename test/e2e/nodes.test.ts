import { errorOf, jsonOf, readManifest, REPOSITORY, TRIGGER } from '../host';
import { type Fixture, useFixture } from '../support/n8n/fixture';
import { type NodeWorkflow, toWorkflow } from '../support/n8n/nodeWorkflow';
import { nodeWorkflows } from '../support/n8n/nodeWorkflows';
import { aboutSecondGeneration } from '../support/n8n/nodeWorkflows/second';

const NODES = readManifest(REPOSITORY)
	.n8n.nodes.map((file) => /PromptRails(\w+)\.node\.js$/.exec(file)?.[1] ?? file)
	// Triggers and sub-nodes have tests of their own.
	.filter((name) => !/(Trigger|ChatMemory|ChatModel)$/.test(name));

/** Runs the workflows about a node, and holds each step to the items that it must give. */
async function check({ client, credentials }: Fixture, workflows: NodeWorkflow[]): Promise<void> {
	expect(workflows).not.toHaveLength(0);
	for (const workflow of workflows) {
		const execution = await client.runOnce(toWorkflow(workflow, credentials), TRIGGER);

		expect(errorOf(execution)).toBeUndefined();
		const seen = workflow.steps.map((step) => [step.name, jsonOf(execution, step.name)]);
		expect(seen).toEqual(workflow.steps.map((step) => [step.name, step.items]));
	}
}

describe('A workflow in n8n', () => {
	const fixture = useFixture();

	it.each(NODES)(
		'runs the main operations of the %s node, each on what the ones before it gave',
		async (name) => {
			const workflows = nodeWorkflows(fixture.emulator.ids);
			await check(
				fixture,
				workflows.filter(({ about }) => about === name),
			);
		},
	);
});

describe('A workflow in n8n on a server of the newer generation', () => {
	const fixture = useFixture({ generation: 2 });

	it.each(['Agent', 'Execution', 'Workspace'])('runs what it adds to the %s node', async (name) => {
		const workflows = aboutSecondGeneration(fixture.emulator.ids);
		await check(
			fixture,
			workflows.filter(({ about }) => about === name),
		);
	});
});
