import { NodeHelpers, type INode, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { allOperations } from '../contracts';
import { loadPackage } from '../support/engine/nodeTypes';

/** What n8n makes of a node's description for the tool, and of the tool for a model. */
function toolDescription(description: INodeTypeDescription, parameters: INode['parameters']): string {
	const asTool = { ...description, name: `${description.name}Tool` };
	const given: INode = {
		id: 'tool',
		name: 'Tool',
		type: asTool.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const filled = NodeHelpers.getNodeParameters(asTool.properties, parameters, true, false, given, asTool);
	const full: INode = { ...given, parameters: { ...filled, descriptionType: 'auto' } };
	return NodeHelpers.getToolDescriptionForNode(full, { description: asTool } as INodeType);
}

test.each([...new Set(allOperations.map(({ node }) => node))])(
	'a model can tell the tools of %s apart by their descriptions',
	async (name) => {
		const { nodeTypes } = await loadPackage();
		const { description } = nodeTypes.getByNameAndVersion(name, 1);
		const tools = allOperations
			.filter(({ node }) => node === name)
			.map(({ resource, operation }) =>
				toolDescription(description, { ...(resource === null ? {} : { resource }), operation }),
			);
		expect(tools).not.toContain(description.description);
		expect(new Set(tools).size).toBe(tools.length);
	},
);
