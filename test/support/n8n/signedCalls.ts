import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../../locator';
import { SECRET, signedCall, type Signing } from '../signedCall';

export { SECRET, withSignature } from '../signedCall';

let calls = 0;

/** Input of the seeded support agent, never the same twice: the same body again is a replay. */
export const input = (): string =>
	JSON.stringify({ name: 'Ada', question: `Where is order ${(calls += 1)}?` });

/** A call signed as an outside system would sign it. */
export const signed = (body = input(), ...signing: Signing) => signedCall(body, ...signing);

/** The parameters of an agent webhook. */
export const agentWebhook = (agentId: string): INodeParameters => ({
	triggerOn: 'agentWebhook',
	agentId: byId(agentId),
	secret: SECRET,
});
