import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

import { TOLERANCE_SECONDS } from './verify';

/**
 * Signed calls that a workflow remembers. An entry has up to 26 bytes, so that a full list has 25 kB, and n8n stores it
 * with every call: in the workflow and, with a copy of the workflow, in each execution that it keeps.
 */
const RING_SIZE = 1000;
/** Signed calls that this process remembers for all workflows. */
const MEMORY_SIZE = 10_000;
/** How far the clocks of two processes may differ. */
const CLOCK_SKEW_SECONDS = 60;

/**
 * What this process has seen. Static data alone is not enough: n8n loads it for each call and stores it afterwards, so
 * that of two calls at the same time one does not know the other.
 */
const memory = new Set<string>();

/**
 * What makes a signed call different from all others, however its signature is written: its bytes and its time. A call
 * signed without a time is the same as every other one with the same body.
 * @param timestamp epoch seconds, as in the signature
 */
export function callKey(rawBody: Uint8Array, timestamp?: string): string {
	const digest = shortDigest(`${timestamp ?? ''}.`, rawBody);
	return timestamp === undefined ? digest : `${Number(timestamp).toString(36)}:${digest}`;
}

/** The key of a delivery, by the ID that its sender gave it. */
export function deliveryKey(id: string): string {
	return shortDigest('delivery.', Buffer.from(id));
}

/** 96 bits: enough to never meet by chance; nobody can make them meet on purpose without the secret. */
function shortDigest(prefix: string, bytes: Uint8Array): string {
	return createHash('sha256').update(prefix).update(bytes).digest('base64url').slice(0, 16);
}

/** The calls that a trigger has let in, in its static data. */
export class Replays {
	/**
	 * @param scope what distinguishes the trigger from others in this process; undefined to remember nothing beyond `state`
	 * @param now epoch ms
	 */
	constructor(
		private readonly state: IDataObject,
		private readonly scope?: string,
		private readonly now = Date.now(),
	) {}

	/** Notes a call. @returns whether it is new */
	admit(key: string): boolean {
		const ring = this.ring();
		if (ring.includes(key) || (this.scope !== undefined && memory.has(this.scope + key))) return false;
		this.state.replays = [...ring.filter((one) => !this.isExpired(one)), key].slice(-RING_SIZE);
		if (this.scope !== undefined) remember(this.scope + key);
		return true;
	}

	/** Lets a call in again that started nothing. */
	forget(key: string): void {
		this.state.replays = this.ring().filter((one) => one !== key);
		if (this.scope !== undefined) memory.delete(this.scope + key);
	}

	/** Whether the time in a call's signature is so long ago that the signature itself is refused by now. */
	private isExpired(key: string): boolean {
		const [time, digest] = key.split(':');
		if (digest === undefined) return false;
		return parseInt(time, 36) + TOLERANCE_SECONDS + CLOCK_SKEW_SECONDS < this.now / 1000;
	}

	private ring(): string[] {
		return Array.isArray(this.state.replays) ? [...(this.state.replays as string[])] : [];
	}
}

function remember(key: string): void {
	memory.add(key);
	for (const oldest of memory) {
		if (memory.size <= MEMORY_SIZE) break;
		memory.delete(oldest);
	}
}
