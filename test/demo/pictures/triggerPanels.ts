import type { INodeParameters } from 'n8n-workflow';
import type { Emulator } from '../../emulator';
import type { CredentialReference, WorkflowDefinition } from '../../host';
import { picked } from '../../locator';

/** A trigger as a user has set it up, for a picture of its panel. */
interface TriggerPanel {
	/** Name of the picture. */
	picture: string;
	type: string;
	name: string;
	parameters: INodeParameters;
}

/** One panel for each trigger, with the event that says most about it. */
export function triggerPanels({ ids }: Emulator): TriggerPanel[] {
	return [
		{
			picture: 'webhook-trigger',
			type: 'promptRailsWebhookTrigger',
			name: 'PromptRails Webhook Trigger',
			parameters: {
				triggerOn: 'agentWebhook',
				agentId: picked(ids.agents.support, 'Support Agent · Simple'),
				verifySignature: true,
				secret: 'shared-with-the-caller',
				respond: 'whenRunEnds',
			},
		},
		{
			picture: 'event-trigger',
			type: 'promptRailsEventTrigger',
			name: 'PromptRails Event Trigger',
			parameters: {
				triggerOn: 'approvalRequested',
				pollTimes: { item: [{ mode: 'everyMinute' }] },
				filters: { checkpointName: 'refund-review' },
			},
		},
	];
}

/** A workflow of nothing but the trigger. */
export function triggerWorkflow(
	{ type, name, parameters }: TriggerPanel,
	credential: CredentialReference,
): WorkflowDefinition {
	return {
		name,
		nodes: [
			{
				id: '1',
				name,
				type: `n8n-nodes-promptrails.${type}`,
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { promptRailsApi: credential },
			},
		],
		connections: {},
	};
}
