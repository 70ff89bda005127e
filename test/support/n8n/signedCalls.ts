import type { INodeParameters } from 'n8n-workflow';

import { type SignatureForm, signBody } from '../../../nodes/shared/webhook/signature';
import { byId } from '../../locator';

/** What the user of the node shares with the caller. */
export const SECRET = 'shared-with-the-caller';

let calls = 0;

/** Input of the seeded support agent, never the same twice: the same body again is a replay. */
export const input = (): string =>
	JSON.stringify({ name: 'Ada', question: `Where is order ${(calls += 1)}?` });

/** A call with that signature. */
export const withSignature = (body: string, signature: string): RequestInit => ({
	body,
	headers: { 'X-PromptRails-Signature': signature, 'Content-Type': 'application/json' },
});

/** A call signed as an outside system would sign it. */
export const signed = (
	body = input(),
	form: SignatureForm = 'hex',
	secret = SECRET,
	now = Date.now(),
): RequestInit => withSignature(body, signBody(body, secret, form, now));

/** The parameters of an agent webhook. */
export const agentWebhook = (agentId: string): INodeParameters => ({
	triggerOn: 'agentWebhook',
	agentId: byId(agentId),
	secret: SECRET,
});
