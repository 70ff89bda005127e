import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What n8n answers to a call of a waiting webhook. */
export interface WaitingAnswer {
	status: number;
	/** JSON, or the text of a page. */
	body: object | string;
	headers?: Record<string, string>;
}

/** How n8n answers, as it was seen to do. */
export const ANSWERS = {
	woken: { status: 200, body: { woken: true } },
	open: { status: 200, body: { woken: false, reason: 'open' } },
	unreachable: { status: 200, body: { woken: false, reason: 'unreachable' } },
	running: { status: 409, body: { code: 409, message: 'The execution "1" is running already.' } },
	failed: { status: 409, body: { code: 409, message: 'The execution "1" has finished with error.' } },
	ended: { status: 200, body: '<html><body>No action required</body></html>' },
	refused: { status: 401, body: '<html><body>Invalid token</body></html>' },
	missing: { status: 404, body: { code: 404, message: 'The execution "1" does not exist.' } },
	starting: { status: 503, body: 'Database is not ready!' },
} satisfies Record<string, WaitingAnswer>;

/** Stands where n8n has its waiting webhooks: writes down the calls, and answers as a test says. */
export class WaitingWebhooks {
	/** The calls, as in `POST /path?query`. */
	readonly calls: string[] = [];
	/** The most calls that were open at the same time. */
	mostAtOnce = 0;
	/** Answers a call; the first one has the number 1. Undefined: not at all. */
	answer: (call: string, number: number) => WaitingAnswer | undefined = () => ANSWERS.woken;
	private open = 0;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<WaitingWebhooks> {
		const server = createServer();
		const webhooks = new WaitingWebhooks(server);
		server.on('request', (request, response) => {
			webhooks.open += 1;
			webhooks.mostAtOnce = Math.max(webhooks.mostAtOnce, webhooks.open);
			const call = webhooks.note(request);
			const answer = webhooks.answer(call, webhooks.calls.length);
			setImmediate(() => {
				webhooks.open -= 1;
				if (!answer) return request.socket.destroy();
				const type = typeof answer.body === 'string' ? 'text/html' : 'application/json';
				response.writeHead(answer.status, { 'content-type': type, ...answer.headers });
				response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return webhooks;
	}

	/** As n8n says where its waiting webhooks are. */
	get baseUrl(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks/webhook-waiting`;
	}

	clear(): void {
		this.calls.length = 0;
		this.mostAtOnce = 0;
		this.answer = () => ANSWERS.woken;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private note({ method, url }: IncomingMessage): string {
		const call = `${method} ${url}`;
		this.calls.push(call);
		return call;
	}
}
