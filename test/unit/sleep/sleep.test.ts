import type { IExecuteFunctions, INode } from 'n8n-workflow';

import { lookAndSleep } from '../../../nodes/shared/sleep/sleep';

/** A tool with the entry of a node on n8n's stack. */
function toolWith(entryOf: Partial<INode>): IExecuteFunctions {
	const host = {
		getNode: () => ({ name: 'Gate', type: 'n8n-nodes-promptrails.promptRailsApprovalTool' }),
		getExecuteData: () => ({ node: entryOf, data: { main: [[{ json: {} }]] }, source: null }),
	};
	return host as unknown as IExecuteFunctions;
}

const look = async (host: IExecuteFunctions) =>
	await lookAndSleep(host, undefined, () => Promise.resolve({ outputs: [[]] }));

test('a tool that n8n runs for its agent answers the agent, although a nap of another call took that off', async () => {
	const node: Partial<INode> = { name: 'Gate' };
	await look(toolWith(node));
	expect(node.rewireOutputLogTo).toBe('ai_tool');
});

test('a tool that its agent calls by itself leaves the agent as it is', async () => {
	const node: Partial<INode> = { name: 'AI Agent' };
	await look(toolWith(node));
	expect(node).toEqual({ name: 'AI Agent' });
});
