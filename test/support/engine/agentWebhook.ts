import type { INodeParameters } from 'n8n-workflow';

import { type SignatureForm, signBody } from '../../../nodes/shared/webhook/signature';
import { byId } from '../../locator';
import { useEmulator } from './agentRun';
import { type IncomingCall, TriggerWorkflow } from './webhookTrigger';

/** What the user of the node shares with the caller. */
export const SECRET = 'shared-with-the-caller';
/** Input of the seeded support agent. */
export const INPUT = { name: 'Ada', question: 'Where is my order?' };
export const BODY = JSON.stringify(INPUT);
export const HEADER = 'X-PromptRails-Signature';
export const TRIGGERS = '/api/v1/webhook-triggers';

let made = 0;

/** A call with that body, signed. */
export function signed(
	body = BODY,
	form: SignatureForm = 'hex',
	secret = SECRET,
	now = Date.now(),
): IncomingCall {
	const signature = signBody(body, secret, form, now);
	return { body, headers: { [HEADER]: signature, 'Content-Type': 'application/json' } };
}

/** An emulator for a test file, and workflows that start by calls. */
export function useTriggerWorkflows() {
	const emulator = useEmulator();
	return {
		/** The emulator that is running. */
		get emulator() {
			return emulator.current;
		},
		/** A workflow whose agent webhook belongs to the seeded support agent, with whole executions. */
		workflow(parameters: INodeParameters = {}): TriggerWorkflow {
			const workflow = new TriggerWorkflow(emulator.credential(), {
				triggerOn: 'agentWebhook',
				agentId: byId(emulator.current.ids.agents.support),
				secret: SECRET,
				simplify: false,
				...parameters,
			});
			// What a process remembers of a workflow outlives a test.
			workflow.id = `workflow${(made += 1)}`;
			return workflow;
		},
		/** The webhook triggers in PromptRails that come from n8n. */
		triggers: () => emulator.current.store.webhookTriggers.where(({ name }) => name.startsWith('n8n')),
		/** The calls that were forwarded. */
		hookCalls: () => emulator.current.requests({ method: 'POST', path: '/hooks/*' }),
	};
}
