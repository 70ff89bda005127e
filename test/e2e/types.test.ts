import { basename } from 'node:path';
import { readManifest, REPOSITORY } from '../host';
import { sharedClient } from '../support/n8n/sharedHost';

/** `dist/nodes/Agent/PromptRailsAgent.node.js` → `promptRailsAgent` */
function typeName(file: string): string {
	const className = basename(file, '.node.js');
	return className.charAt(0).toLowerCase() + className.slice(1);
}

describe('Types in n8n', () => {
	it('are registered under the prefix of the package, actions as tools as well, and one as a review of tools', async () => {
		const { name: packageName, n8n } = readManifest(REPOSITORY);
		const types = n8n.nodes.map(typeName);
		// Triggers start a workflow, and sub-nodes are connected to the AI node themselves.
		const actions = types.filter((type) => !/(Trigger|ChatMemory|ChatModel)$/.test(type));
		const tools = actions.map((type) => `${type}Tool`);

		const names = (await sharedClient().nodeTypes()).map(({ name }) => name);

		expect(types).toContain('promptRailsAgent');
		expect(names.filter((name) => /promptrails/i.test(name)).sort()).toEqual(
			[...types, ...tools, 'promptRailsApprovalHitlTool'].map((type) => `${packageName}.${type}`).sort(),
		);
	});
});
