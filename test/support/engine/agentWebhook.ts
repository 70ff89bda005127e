import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../../locator';
import { SECRET, signedCall, type Signing } from '../signedCall';
import { useEmulator } from './agentRun';
import { TriggerWorkflow } from './webhookTrigger';

export { HEADER, SECRET } from '../signedCall';
/** Input of the seeded support agent. */
export const INPUT = { name: 'Ada', question: 'Where is my order?' };
export const BODY = JSON.stringify(INPUT);
export const TRIGGERS = '/api/v1/webhook-triggers';

let made = 0;

/** A call with that body, signed. */
export const signed = (body = BODY, ...signing: Signing) => signedCall(body, ...signing);

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
