import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';

import {
	type CredentialReference,
	type Execution,
	type N8nClient,
	poll,
	type SavedWorkflow,
} from '../../host';

export const TRIGGER = 'PromptRails';
const TYPE = 'n8n-nodes-promptrails.promptRailsWebhookTrigger';

/** A workflow that a webhook trigger of ours starts, in a real n8n. */
export class TriggerWorkflow {
	private constructor(
		private readonly client: N8nClient,
		private saved: SavedWorkflow,
		private readonly webhookId: string,
	) {}

	static async create(
		client: N8nClient,
		credentials: Record<string, CredentialReference>,
		parameters: INodeParameters,
	): Promise<TriggerWorkflow> {
		const webhookId = randomUUID();
		const saved = await client.createWorkflow({
			name: 'calls',
			nodes: [
				{
					id: randomUUID(),
					name: TRIGGER,
					type: TYPE,
					typeVersion: 1,
					position: [0, 0],
					webhookId,
					credentials,
					parameters,
				},
			],
			connections: {},
		});
		return new TriggerWorkflow(client, saved, webhookId);
	}

	/** The same workflow, seen by another client. */
	through(client: N8nClient): TriggerWorkflow {
		return new TriggerWorkflow(client, this.saved, this.webhookId);
	}

	get id(): string {
		return this.saved.id;
	}

	async publish(): Promise<void> {
		await this.client.publish(this.saved);
	}

	async unpublish(): Promise<void> {
		await this.client.unpublish(this.saved);
	}

	/** Saves changed parameters as a draft; they count from the next publish on. */
	async change(changes: INodeParameters): Promise<void> {
		const nodes = this.saved.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...changes },
		}));
		this.saved = await this.client.session.request('PATCH', `/rest/workflows/${this.id}`, {
			nodes,
			connections: this.saved.connections,
			versionId: this.saved.versionId,
		});
	}

	/** Saves the node in another version of its own, as a draft. */
	async upgrade(typeVersion: number): Promise<void> {
		this.saved = { ...this.saved, nodes: this.saved.nodes.map((node) => ({ ...node, typeVersion })) };
		await this.change({});
	}

	/** The production URL, or the one that works while the editor listens. */
	url(kind: 'webhook' | 'webhook-test' = 'webhook'): string {
		return `${kind === 'webhook' ? this.client.webhookUrl : this.client.session.url}/${kind}/${this.webhookId}/webhook`;
	}

	/** Calls the production URL. */
	async call(init: RequestInit, kind?: 'webhook-test'): Promise<{ status: number; text: string }> {
		const response = await fetch(this.url(kind), { method: 'POST', ...init });
		return { status: response.status, text: await response.text() };
	}

	/** Starts to listen for a test call, as the editor's button does. */
	async listen(): Promise<void> {
		const answer = await this.client.session.request<{ waitingForWebhook?: boolean }>(
			'POST',
			`/rest/workflows/${this.id}/run`,
			{ workflowData: this.saved, triggerToStartFrom: { name: TRIGGER } },
		);
		expect(answer.waitingForWebhook).toBe(true);
	}

	async stopListening(): Promise<void> {
		await this.client.session.request('DELETE', `/rest/test-webhook/${this.id}`);
	}

	/** Waits until the workflow ran so many times, and returns the executions, the oldest first. */
	async executions(count: number): Promise<Execution[]> {
		const reached = async () => {
			const ids = await this.client.executionsOf(this.saved);
			return ids.length >= count ? ids : undefined;
		};
		const ids = await poll(reached, { what: `${count} executions of the workflow`, timeoutSeconds: 60 });
		return await Promise.all(ids.reverse().map((id) => this.client.ended(id)));
	}
}
