import { NodeConnectionTypes } from 'n8n-workflow';

// Loaded with every node: the words are in n8n's log, and n8n starts without the nodes. 1.82 lacks it, 1.85 has it.
if ((NodeConnectionTypes as unknown) === undefined) {
	throw new Error('PromptRails nodes need n8n 1.85 or later');
}
