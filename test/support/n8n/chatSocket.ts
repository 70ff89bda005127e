import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';

import { poll } from '../../host';

const HEARTBEAT = 'n8n|heartbeat';
const ACKNOWLEDGED = 'n8n|heartbeat-ack';
/** n8n looks every 3 seconds for what to send, and a machine may be slow. */
const WITHIN_SECONDS = 240;

const TEXT_FRAME = 1;
/** Of the first two bytes of a frame: what it has, that it is the last one, that it is masked, and how long it is. */
const [OPCODE, FINAL, MASKED, LENGTH] = [0x0f, 0x80, 0x80, 0x7f];
/** The length of a longer text is in the next two bytes. */
const LONGER = 126;

/** What n8n's chat needs to know of an execution. */
export interface ChatOf {
	sessionId: string;
	executionId: string;
	resumeToken: string;
}

/** The connection of a chat page to its execution, by n8n's WebSocket. */
export class ChatSocket {
	/** What n8n has sent, in its order. */
	readonly texts: string[] = [];
	private rest = Buffer.alloc(0);

	private constructor(
		private readonly socket: Socket,
		private readonly isAlive: boolean,
	) {}

	/**
	 * @param url the address of n8n
	 * @param isAlive whether it answers n8n's heartbeats, as a page that is open does
	 */
	static async open(
		url: string,
		{ resumeToken: token, ...chat }: ChatOf,
		isAlive: boolean,
	): Promise<ChatSocket> {
		const target = new URL('/chat', url);
		target.search = new URLSearchParams({ ...chat, token, isPublic: 'true' }).toString();
		const headers = {
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': randomBytes(16).toString('base64'),
		};
		const [, socket, head] = (await once(request(target, { headers }).end(), 'upgrade')) as [
			IncomingMessage,
			Socket,
			Buffer,
		];
		const opened = new ChatSocket(socket, isAlive);
		opened.read(head);
		socket.on('data', (bytes: Buffer) => opened.read(bytes));
		// n8n may cut the connection.
		socket.on('error', () => undefined);
		return opened;
	}

	/** Waits until n8n has sent a text that has a part. */
	async hears(part: string): Promise<void> {
		const heard = () => this.texts.some((text) => text.includes(part)) || undefined;
		await poll(() => Promise.resolve(heard()), {
			what: `the chat gets "${part}"`,
			timeoutSeconds: WITHIN_SECONDS,
		});
	}

	/** Waits until n8n has closed it. */
	async isClosed(): Promise<void> {
		await poll(() => Promise.resolve(this.socket.closed || undefined), {
			what: 'n8n closes the connection of the chat',
			timeoutSeconds: WITHIN_SECONDS,
		});
	}

	send(text: string): void {
		const payload = Buffer.from(text);
		const mask = randomBytes(4);
		const masked = payload.map((byte, index) => byte ^ mask[index % 4]);
		const long = [MASKED | LONGER, payload.length >> 8, payload.length & 0xff];
		const length = payload.length < LONGER ? [MASKED | payload.length] : long;
		this.socket.write(Buffer.concat([Buffer.from([FINAL | TEXT_FRAME, ...length]), mask, masked]));
	}

	close(): void {
		this.socket.destroy();
	}

	private read(bytes: Buffer): void {
		this.rest = Buffer.concat([this.rest, bytes]);
		for (let frame = this.nextFrame(); frame; frame = this.nextFrame()) {
			if (frame.opcode !== TEXT_FRAME) continue;
			this.texts.push(frame.text);
			if (this.isAlive && frame.text === HEARTBEAT) this.send(ACKNOWLEDGED);
		}
	}

	/** Takes the next frame from what has come, once it is whole. */
	private nextFrame(): { opcode: number; text: string } | undefined {
		const { rest } = this;
		if (rest.length < 4) return undefined;
		const short = rest[1] & LENGTH;
		const [start, length] = short === LONGER ? [4, rest.readUInt16BE(2)] : [2, short];
		if (rest.length < start + length) return undefined;
		this.rest = rest.subarray(start + length);
		return { opcode: rest[0] & OPCODE, text: rest.toString('utf8', start, start + length) };
	}
}
