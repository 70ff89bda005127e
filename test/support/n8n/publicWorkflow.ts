import { randomUUID } from 'node:crypto';

import {
	type Execution,
	type N8nClient,
	poll,
	row,
	type SavedWorkflow,
	type Unplaced,
	type WorkflowDefinition,
	type WorkflowNode,
} from '../../host';
import { readLines, type StreamLine } from './streamLines';

/** How a trigger answers: as it goes along, with what the last node gives out, or at once. */
export type Answer = 'streaming' | 'lastNode' | 'onReceived';
/** A chat can also answer by nodes of its own, over a connection that its page keeps open. */
export type ChatAnswer = Answer | 'responseNodes';

/** Name of the trigger of every public workflow. */
const PUBLIC_TRIGGER = 'When Called';

/** n8n's Webhook node. */
export function webhookTrigger(responseMode: Answer): Unplaced {
	return {
		name: PUBLIC_TRIGGER,
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		webhookId: '',
		parameters: { httpMethod: 'POST', path: '', responseMode, options: {} },
	};
}

/** n8n's Chat Trigger, open to everybody. */
export function chatTrigger(responseMode: ChatAnswer): Unplaced {
	return {
		name: PUBLIC_TRIGGER,
		type: '@n8n/n8n-nodes-langchain.chatTrigger',
		typeVersion: 1.4,
		webhookId: '',
		parameters: { public: true, options: { responseMode } },
	};
}

/** A published workflow that is called from outside. */
export class PublicWorkflow {
	private constructor(
		private readonly client: N8nClient,
		private readonly saved: SavedWorkflow,
	) {}

	/**
	 * Saves and publishes a workflow that has the trigger of a chat or a webhook. Its address is a new one, as it is when
	 * somebody imports a workflow in the editor.
	 */
	static async publish(client: N8nClient, definition: WorkflowDefinition): Promise<PublicWorkflow> {
		const saved = await client.createWorkflow({ ...definition, nodes: definition.nodes.map(withNewAddress) });
		await client.publish(saved);
		return new PublicWorkflow(client, saved);
	}

	/** A trigger and nodes in a row behind it. */
	static async inRow(client: N8nClient, trigger: Unplaced, nodes: Unplaced[]): Promise<PublicWorkflow> {
		return await PublicWorkflow.publish(client, row('called', [trigger, ...nodes]));
	}

	/** The same workflow by the client of an n8n that has started again. */
	through(client: N8nClient): PublicWorkflow {
		return new PublicWorkflow(client, this.saved);
	}

	get id(): string {
		return this.saved.id;
	}

	/** The address of the webhook or of the chat. */
	get url(): string {
		const trigger = this.saved.nodes.find(({ webhookId }) => webhookId !== undefined);
		const isChat = trigger?.type.endsWith('.chatTrigger') ?? false;
		return `${this.client.webhookUrl}/webhook/${trigger?.webhookId}${isChat ? '/chat' : ''}`;
	}

	/** Posts JSON; resolves with the head of the answer. */
	async post(body: unknown, signal?: AbortSignal): Promise<Response> {
		const headers = { 'content-type': 'application/json' };
		return await fetch(this.url, { method: 'POST', headers, body: JSON.stringify(body), signal });
	}

	/** Posts JSON, and reads the answer line by line. */
	async stream(
		body: unknown,
		{ onLine, signal }: { onLine?: (line: StreamLine) => void; signal?: AbortSignal } = {},
	): Promise<StreamLine[]> {
		return await readLines(await this.post(body, signal), onLine);
	}

	/** Id of the latest execution, which may be under way. */
	async latestId(): Promise<string> {
		const latest = async () => (await this.client.executionsOf(this.saved))[0];
		return await poll(latest, { what: 'the workflow was started', timeoutSeconds: 60 });
	}

	/** The latest execution, when it has ended. */
	async latest(): Promise<Execution> {
		return await this.client.ended(await this.latestId());
	}
}

function withNewAddress(node: WorkflowNode): WorkflowNode {
	if (node.webhookId === undefined) return node;
	const webhookId = randomUUID();
	const path = 'path' in node.parameters ? { path: webhookId } : {};
	return { ...node, webhookId, parameters: { ...node.parameters, ...path } };
}

/** What n8n's chat posts. */
export const said = (chatInput: string) => ({ action: 'sendMessage', sessionId: randomUUID(), chatInput });
