import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';

/** Calls that a workflow remembers, and that this process remembers for all workflows. */
const RING_SIZE = 500;
const MEMORY_SIZE = 10_000;

/**
 * What this process has seen. Static data alone does not do: n8n loads it for each call and stores it afterwards, so
 * that of two calls at the same time one does not know the other.
 */
const memory = new Set<string>();

/**
 * What tells a signed call from all others, whatever its signature is written like: its bytes and its time. A call
 * signed without a time is the same as every other one with the same body.
 */
export function callKey(rawBody: Uint8Array, timestamp = ''): string {
	return createHash('sha256').update(`${timestamp}.`).update(rawBody).digest('base64url').slice(0, 22);
}

/** The calls that a trigger has let in, in its static data. */
export class Replays {
	/** @param scope what tells the trigger from others in this process; undefined to remember nothing beyond `state` */
	constructor(
		private readonly state: IDataObject,
		private readonly scope?: string,
	) {}

	/** Notes a call. @returns whether it is new */
	admit(key: string): boolean {
		const ring = this.ring();
		if (ring.includes(key) || (this.scope !== undefined && memory.has(this.scope + key))) return false;
		this.state.replays = [...ring, key].slice(-RING_SIZE);
		if (this.scope !== undefined) remember(this.scope + key);
		return true;
	}

	/** Lets a call in again that came to nothing. */
	forget(key: string): void {
		this.state.replays = this.ring().filter((one) => one !== key);
		if (this.scope !== undefined) memory.delete(this.scope + key);
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
