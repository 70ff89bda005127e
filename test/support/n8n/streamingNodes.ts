import type { INodeParameters } from 'n8n-workflow';

import type { CredentialReference, Unplaced } from '../../host';
import { byId } from '../../locator';

/** Name of the node whose answer is streamed. */
export const STREAMER = 'PromptRails';

type Credentials = Record<string, CredentialReference>;

function ours(node: string, credentials: Credentials, parameters: INodeParameters): Unplaced {
	const type = `n8n-nodes-promptrails.promptRails${node}`;
	return { name: STREAMER, type, typeVersion: 1, credentials, parameters };
}

/** An agent that is executed with JSON input. */
export const agentNode = (
	credentials: Credentials,
	agentId: string,
	input: string,
	extra: INodeParameters = {},
): Unplaced =>
	ours('Agent', credentials, {
		resource: 'agent',
		operation: 'execute',
		agentId: byId(agentId),
		inputMode: 'json',
		input,
		...extra,
	});

/** A message to a chat; what it goes to is in `to`. */
export const chatNode = (
	credentials: Credentials,
	to: INodeParameters,
	extra: INodeParameters = {},
): Unplaced =>
	ours('Chat', credentials, {
		resource: 'message',
		operation: 'send',
		content: '={{ $json.chatInput }}',
		...to,
		...extra,
	});

/** A run that is followed. */
export const followNode = (credentials: Credentials, executionId: string): Unplaced =>
	ours('Execution', credentials, {
		resource: 'execution',
		operation: 'stream',
		executionId: byId(executionId),
	});

/** Makes an item of every entry of a list in the call's body. */
export const splitOut = (field: string): Unplaced => ({
	name: 'Split Out',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: field, options: {} },
});
