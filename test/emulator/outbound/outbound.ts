import type { JsonObject } from '../core/schema';
import type { Approval } from '../store/rows';
import type { Store } from '../store/store';
import type { Settings } from '../settings';
import { AWAITING_APPROVAL, messageOf } from './message';
import type { Delivery, OutboundEvent } from './types';

const TIMEOUT_MS = 30_000;

/** Sends events to the outside and remembers what became of them. */
export class Outbound {
	private sent: Delivery[] = [];
	private readonly underWay = new Set<Promise<unknown>>();

	constructor(
		private readonly store: Store,
		private readonly settings: Settings,
	) {}

	/** What was answered so far, in the order of the answers. */
	deliveries(): Delivery[] {
		return [...this.sent];
	}

	/** Resolves when nothing is under way any more. */
	async settled(): Promise<void> {
		while (this.underWay.size > 0) await Promise.all(this.underWay);
	}

	clear(): void {
		this.sent = [];
	}

	/** Sends an event; what goes wrong on the way is a delivery with status 0. */
	send(url: string, outbound: OutboundEvent): Promise<Delivery> {
		// A reset in between forgets this one too.
		const { sent } = this;
		const sending = this.deliver(url, outbound).then((delivery) => {
			this.underWay.delete(sending);
			sent.push(delivery);
			return delivery;
		});
		this.underWay.add(sending);
		return sending;
	}

	/** Tells the workspace's webhook, if there is one, that a run waits for approval. */
	announce(approval: Approval): void {
		const { outboundWebhook } = this.settings;
		if (!outboundWebhook) return;
		const { url, ...style } = outboundWebhook;
		void this.send(url, { ...style, event: AWAITING_APPROVAL, data: announcement(approval) });
	}

	private async deliver(url: string, outbound: OutboundEvent): Promise<Delivery> {
		const { method = 'POST', timeoutMs = TIMEOUT_MS } = outbound;
		const { event, headers, body } = messageOf(outbound, this.store.now().getTime());
		const about = { at: Date.now(), url, event, headers, body: body.toString() };
		try {
			const response = await fetch(url, {
				method,
				headers,
				redirect: 'manual',
				signal: AbortSignal.timeout(timeoutMs),
				...(method !== 'GET' && { body }),
			});
			return { ...about, status: response.status, text: await response.text() };
		} catch (error) {
			return { ...about, status: 0, text: reason(error) };
		}
	}
}

// The payload is not documented; these are the facts of the matter.
function announcement({
	id,
	execution_id,
	workspace_id,
	agent_id,
	checkpoint_name,
	...rest
}: Approval): JsonObject {
	const { created_at, expires_at } = rest;
	return {
		execution_id,
		approval_id: id,
		workspace_id,
		agent_id,
		checkpoint_name,
		status: 'awaiting_approval',
		created_at,
		expires_at,
	};
}

function reason(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
