import { type INodeType, type INodeTypes, Workflow } from 'n8n-workflow';

import { operations as agent } from '../../../nodes/Agent/operations';
import { operations as approval } from '../../../nodes/Approval/operations';
import { operations as chat } from '../../../nodes/Chat/operations';
import { operations as execution } from '../../../nodes/Execution/operations';
import { operations as memory } from '../../../nodes/Memory/operations';
import { operations as prompt } from '../../../nodes/Prompt/operations';
import { operations as score } from '../../../nodes/Score/operations';
import { operations as workspace } from '../../../nodes/Workspace/operations';
import { nodeProperties } from '../../../nodes/shared/operation/editor/describe';
import { operationSubtitle } from '../../../nodes/shared/operation/editor/subtitle';
import type { NodeOperations } from '../../../nodes/shared/operation/model/types';

const NODES = { agent, approval, chat, execution, memory, prompt, score, workspace };

/** What the canvas makes of a subtitle. */
function shown(operations: NodeOperations, parameters: Record<string, string>): unknown {
	const node = {
		id: '1',
		name: 'Node',
		type: 'any',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const description = { name: 'any', properties: nodeProperties(operations), defaults: {}, version: 1 };
	const nodeType = { description } as unknown as INodeType;
	const nodeTypes = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(
		{ ...node, parameters },
		operationSubtitle(operations),
		'internal',
		{},
	);
}

describe('The subtitle of a node', () => {
	it.each(Object.entries(NODES))('names each operation of %s as the panel does', (_name, operations) => {
		for (const { name, value, operations: ofResource } of operations.resources)
			for (const operation of ofResource)
				expect(shown(operations, { ...(value && { resource: value }), operation: operation.value })).toBe(
					value === null ? operation.name : `${operation.name}: ${name}`,
				);
	});

	it('says Ask and Wait, not sendAndWait', () => {
		expect(shown(approval, { operation: 'sendAndWait' })).toBe('Ask and Wait');
	});
});
