import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

import type { TriggerWorkflow } from '../../support/engine/webhookTrigger';

/** A call as somebody outside makes it. */
export interface OutsideCall {
	body: string | Buffer;
	/** A list is one header several times. */
	headers?: Record<string, string | string[]>;
	query?: string;
}

/** What the caller got. */
export interface OutsideAnswer {
	status: number;
	body: string;
}

/** Answers HTTP calls on loopback with workflows, by the first segment of the path, as n8n does with its webhook URLs. */
export class WebhookServer {
	/** What the workflows that calls have started began with. */
	readonly items: IDataObject[] = [];
	private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
	private readonly server: Server;

	constructor(private readonly workflows: Record<string, TriggerWorkflow>) {
		this.server = createServer((incoming, response) => {
			this.answer(incoming).then(
				({ status, body }) => response.writeHead(status).end(body),
				(error: Error) => response.writeHead(500).end(error.message),
			);
		});
		// A connection that ends while a caller takes it up again is no answer.
		this.server.keepAliveTimeout = 0;
	}

	async listen(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async close(): Promise<void> {
		this.agent.destroy();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** Calls the URL of one of the workflows. */
	async call(workflow: string, { body, headers = {}, query = '' }: OutsideCall): Promise<OutsideAnswer> {
		const { port } = this.server.address() as AddressInfo;
		return await new Promise((resolve, reject) => {
			const outgoing = request(
				{ host: '127.0.0.1', port, method: 'POST', path: `/${workflow}${query}`, headers, agent: this.agent },
				(incoming) => {
					bytesOf(incoming).then(
						(bytes) => resolve({ status: incoming.statusCode ?? 0, body: bytes.toString('utf8') }),
						reject,
					);
				},
			);
			outgoing.on('error', reject).end(body);
		});
	}

	private async answer(incoming: IncomingMessage): Promise<OutsideAnswer> {
		const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://127.0.0.1');
		const { status, answer, items } = await this.workflows[pathname.slice(1)].call({
			body: await bytesOf(incoming),
			// Node has joined the headers that came several times.
			headers: incoming.headers as Record<string, string>,
			query: Object.fromEntries(searchParams),
		});
		if (items) this.items.push(...items);
		return { status, body: JSON.stringify(answer) };
	}
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}
