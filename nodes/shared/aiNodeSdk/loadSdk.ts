import { type INode, NodeOperationError } from 'n8n-workflow';

type AiNodeSdk = typeof import('@n8n/ai-node-sdk');

/** The first n8n that comes with the AI node SDK. */
const FIRST_N8N = '2.16';

/**
 * Loads n8n's AI node SDK from the host. It is loaded when a node runs, and never before: n8n loads a package as a whole,
 * and one import that fails would hide all of its nodes.
 * @throws NodeOperationError that names the n8n that is needed, on a host without the SDK
 */
export async function loadSdk(node: INode, displayName: string, instead: string): Promise<AiNodeSdk> {
	return await import('@n8n/ai-node-sdk').catch(() => {
		throw new NodeOperationError(node, `${displayName} needs n8n ${FIRST_N8N} or later`, {
			description: `Update n8n, or ${instead}. The other PromptRails nodes work with this n8n.`,
		});
	});
}
