import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

import { preciseNow } from '../core/clock';
import { seededNumbers } from '../core/random';
import type { RecordedRequest } from '../settings';
import type { StreamShape } from './shape';
import { pieces, withLineEnds } from './wire';

const DRAIN_CHECK_MS = 1;

/** Puts the text of a stream on the wire in the way of its shape, and records what went when. */
export class StreamWriter {
	/** The body of the answer. */
	readonly body = new Readable({ read() {} });
	/** Resolves when the connection is gone or the body has ended. */
	readonly closed: Promise<void>;
	/** True once nothing more can be sent. */
	over = false;

	private written = 0;
	private readonly frames: NonNullable<RecordedRequest['frames']> = [];
	private readonly random: () => number;
	private readonly limit: number;

	constructor(
		private readonly response: ServerResponse,
		private readonly shape: StreamShape,
		record: RecordedRequest | null,
	) {
		this.random = seededNumbers(shape.seed ?? 1);
		this.limit = Math.min(shape.cutAtByte ?? Infinity, shape.endAtByte ?? Infinity);
		if (record) record.frames = this.frames;
		this.closed = new Promise((resolve) => {
			response.once('close', () => {
				if (record && !this.over) record.closedByClientAt = preciseNow();
				this.over = true;
				resolve();
			});
		});
	}

	/** Writes one frame or comment; `event` is what the record calls it. */
	async write(event: string, text: string): Promise<void> {
		if (this.over) return;
		const whole = Buffer.from(withLineEnds(text, this.shape));
		const bytes = whole.subarray(0, this.limit - this.written);
		this.frames.push({ at: preciseNow(), event, bytes: bytes.length });
		this.written += bytes.length;
		if (this.shape.writes === undefined) this.body.push(bytes);
		else await this.writePieces(bytes);
		if (this.written >= this.limit) await this.stop();
	}

	/** Ends the body, unless the shape keeps it open. */
	async end(): Promise<void> {
		if (this.over) return;
		if (this.shape.keepOpen) return this.closed;
		this.over = true;
		this.body.push(null);
	}

	/** Lets go when the emulator closes. */
	abandon(): void {
		this.over = true;
		this.body.destroy();
	}

	private async writePieces(bytes: Buffer): Promise<void> {
		for (const piece of pieces(bytes, this.shape.writes, this.random)) {
			if (this.over) return;
			this.body.push(piece);
			// What is written in one turn of the loop leaves as one packet.
			await setImmediate();
		}
	}

	private async stop(): Promise<void> {
		if (this.shape.cutAtByte !== this.limit) return this.end();
		await this.flushed();
		this.over = true;
		this.response.socket?.destroy();
	}

	// Destroying a socket would discard what it has not sent yet.
	private async flushed(): Promise<void> {
		await setImmediate();
		while (!this.over && this.body.readableLength + this.response.writableLength > 0)
			await new Promise((resolve) => setTimeout(resolve, DRAIN_CHECK_MS));
	}
}
