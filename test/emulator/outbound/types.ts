import type { JsonObject } from '../core/schema';
import type { SignatureForm } from './signature';

export const EVENT_NAME_FIELDS = ['event', 'type', 'event_type'] as const;
export const EVENT_BODY_FIELDS = ['data', 'payload', 'top'] as const;

/** Where an event has its name and its body; `top` spreads the body beside the name. */
export interface EventShape {
	name?: (typeof EVENT_NAME_FIELDS)[number];
	body?: (typeof EVENT_BODY_FIELDS)[number];
}

/** How an event is written and signed. */
export interface EventStyle {
	/** `none` sends no signature; default `sha256`. */
	form?: SignatureForm | 'none';
	/** Several make several signatures; the empty string signs with an empty secret. */
	secret?: string | string[];
	/** Between several signatures; default a comma. */
	separator?: ',' | ' ';
	/** Default `{ name: 'event', body: 'data' }`. */
	shape?: EventShape;
}

/** An event to send; the same fields with the same timestamp make the same bytes, which is a replay. */
export interface OutboundEvent extends EventStyle {
	/** Default `execution.awaiting_approval`. */
	event?: string;
	data?: JsonObject;
	/** Seconds since the epoch; default now, on the server's clock. */
	timestamp?: number;
	/** After signing: one bit of the body or of the signature flipped, or the signature in another encoding. */
	tamper?: 'body' | 'signature' | 'encoding';
	/** Default POST; a GET has no body. */
	method?: 'POST' | 'PUT' | 'GET';
	/** Over those of the event. */
	headers?: Record<string, string>;
	/** Default 30 s. */
	timeoutMs?: number;
}

/** Where a workspace has its events sent. */
export interface OutboundWebhook extends EventStyle {
	url: string;
}

/** One event that was sent, and what came back. */
export interface Delivery {
	/** Milliseconds since the epoch. */
	at: number;
	url: string;
	event: string;
	headers: Record<string, string>;
	/** The exact body. */
	body: string;
	/** Status and text of the answer; without an answer, 0 and why. */
	status: number;
	text: string;
}
