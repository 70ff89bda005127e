import type { INodeParameters } from 'n8n-workflow';

import { eventWorkflow } from '../support/n8n/eventWorkflow';
import { gateWorkflow } from '../support/n8n/gateWorkflow';
import { chatTrigger, PublicWorkflow, said, webhookTrigger } from '../support/n8n/publicWorkflow';
import { agentWebhook, signed } from '../support/n8n/signedCalls';
import { agentNode, chatNode, splitOut } from '../support/n8n/streamingNodes';
import { TriggerWorkflow } from '../support/n8n/triggerWorkflow';
import type { Emulator } from '../emulator';
import type { SavedWorkflow } from '../host';
import { byId } from '../locator';
import type { Stage } from './stage';

/** The webhook of the workflow with the gate. */
const GATES = 'gates';

/**
 * Published workflows that do a bit of everything. What starts an agent carries a label, which the server sees again:
 * see `startsOf`.
 */
export class Workloads {
	private constructor(
		private readonly stage: Stage,
		private readonly batches: Record<'wait' | 'poll', PublicWorkflow>,
		private readonly streaming: PublicWorkflow,
		private readonly chatting: PublicWorkflow,
		readonly gates: SavedWorkflow,
		readonly events: SavedWorkflow,
		readonly hooks: TriggerWorkflow,
	) {}

	static async publish(stage: Stage): Promise<Workloads> {
		const { client, credentials, emulator } = stage;
		const { support, refund } = emulator.ids.agents;
		const agent = (question: string, extra: INodeParameters) =>
			agentNode(credentials, support, `={{ { name: "Ada", question: ${question} } }}`, extra);
		const batch = async (runMode: string) =>
			await PublicWorkflow.inRow(client, webhookTrigger('lastNode'), [
				splitOut('body.labels'),
				agent('$json["body.labels"]', { runMode, options: { itemsInFlight: 3 } }),
			]);
		const gates = await client.createWorkflow(
			gateWorkflow(GATES, {
				agentId: refund,
				credentials,
				parameters: { waitMode: 'sleep', sleepInterval: 0.02, sleepLimit: 24 },
			}),
		);
		await client.publish(gates);
		const events = await client.createWorkflow(eventWorkflow('scoreCreated', credentials));
		await client.publish(events);
		const hooks = await TriggerWorkflow.create(client, credentials, agentWebhook(support));
		await hooks.publish();
		return new Workloads(
			stage,
			{ wait: await batch('wait'), poll: await batch('poll') },
			await PublicWorkflow.inRow(client, webhookTrigger('streaming'), [agent('$json.body.label', {})]),
			await PublicWorkflow.inRow(client, chatTrigger('streaming'), [
				chatNode(credentials, { sessionMode: 'new', agentId: byId(support) }),
			]),
			gates,
			events,
			hooks,
		);
	}

	/** Executes an agent for each label; resolves when n8n has answered. */
	async batch(mode: 'wait' | 'poll', labels: string[]): Promise<void> {
		await read(await this.batches[mode].post({ labels }));
	}

	/** Executes an agent and reads its answer as it comes. */
	async stream(label: string): Promise<void> {
		await this.streaming.stream({ label });
	}

	/** Sends a message into a new chat and reads the answer as it comes. */
	async chat(label: string): Promise<void> {
		await this.chatting.stream(said(label));
	}

	/** Has an agent pause on each label, with a gate behind it that sleeps until it is decided. */
	async gate(labels: string[]): Promise<void> {
		const refunds = labels.map((order_id) => ({ order_id, amount: 1 }));
		await read(await this.stage.client.webhook(GATES, { refunds }));
	}

	/** Calls the agent webhook with a valid signature. @returns the status of the answer */
	async hook(label: string): Promise<number> {
		const body = JSON.stringify({ name: 'Ada', question: label });
		return (await this.hooks.call(signed(body))).status;
	}
}

async function read(response: Response): Promise<void> {
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n answered ${response.status}: ${text.slice(0, 200)}`);
}

const STARTS = /\/(execute|messages|messages\/stream)$|^\/hooks\//;

/** How often the server was asked to start something, by the label of what was to be started. */
export function startsOf(emulator: Emulator): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { body } of emulator.requests({ method: 'POST', path: STARTS })) {
		const label = labelOf(body);
		counts.set(label, (counts.get(label) ?? 0) + 1);
	}
	return counts;
}

function labelOf(body: unknown): string {
	const { input = body, content } = body as Record<string, Record<string, string> | string | undefined>;
	const { question, order_id } = input as Record<string, string | undefined>;
	return String(content ?? question ?? order_id);
}
