import { errorOf, jsonOf, readManifest, REPOSITORY, TRIGGER } from '../host';
import { useFixture } from './support/fixture';
import { nodeWorkflows } from './support/nodeWorkflows';
import { toWorkflow } from './support/nodeWorkflow';

const NODES = readManifest(REPOSITORY)
	.n8n.nodes.map((file) => /PromptRails(\w+)\.node\.js$/.exec(file)?.[1] ?? file)
	.filter((name) => !name.endsWith('Trigger'));

describe('A workflow in n8n', () => {
	const fixture = useFixture();
	const workflows = () => nodeWorkflows(fixture.emulator.ids);

	it.each(NODES)(
		'runs the main operations of the %s node, each on what the ones before it gave',
		async (name) => {
			const { client, credentials } = fixture;
			const own = workflows().filter(({ about }) => about === name);
			expect(own).not.toHaveLength(0);
			for (const workflow of own) {
				const execution = await client.runOnce(toWorkflow(workflow, credentials), TRIGGER);

				expect(errorOf(execution)).toBeUndefined();
				const seen = workflow.steps.map((step) => [step.name, jsonOf(execution, step.name)]);
				expect(seen).toEqual(workflow.steps.map((step) => [step.name, step.items]));
			}
		},
	);
});
