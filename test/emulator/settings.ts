import type { OddityName } from './oddities';
import type { HookSignature } from './outbound/signature';
import type { OutboundWebhook } from './outbound/types';
import type { StreamShape } from './stream/shape';

/** Generations of the API: the first one, and the one that the vendor calls v2. */
export type Generation = 1 | 2;

/** What `startEmulator` takes; every field has a default. */
export interface EmulatorOptions {
	/** 0 picks a free port. */
	port?: number;
	apiKey?: string;
	/** Which API to serve; a generation knows nothing of what only the other one has. Default 1. */
	generation?: Generation;
	latencyMs?: number;
	/** How long the slow agent runs. */
	longRunMs?: number;
	/** How it differs from what the API documents, as real servers do; see `oddities.ts`. */
	oddities?: OddityName[];
	/** Prints one line a request. */
	log?: boolean;
}

/** One request as it came in, whatever became of it. */
export interface RecordedRequest {
	id: number;
	/** Milliseconds since the epoch. */
	at: number;
	method: string;
	/** As received: not decoded, without the query. */
	path: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string | string[] | undefined>;
	/** Parsed JSON, undefined when empty, a string when it is not JSON. */
	body: unknown;
	rawBody: string;
	/** Set once answered. */
	status?: number;
	/** What the server itself answered, whatever a fault made of it; undefined when the request got no further than a fault. */
	ownStatus?: number;
	/** The fault that hit it. */
	fault?: FaultRule;
	/** What a stream wrote, in order; comments are the event `comment`, noise is called by its name. */
	frames?: RecordedFrame[];
	/** Set when the client left a stream before its end; in milliseconds since the epoch. */
	closedByClientAt?: number;
}

/** One frame of a stream. */
export interface RecordedFrame {
	/** When its first byte was handed to the socket: milliseconds since the epoch, with a fraction. */
	at: number;
	event: string;
	/** What the body got of it. */
	bytes: number;
}

/** A switchable failure; the first rule that matches a request applies. */
export interface FaultRule {
	method?: string;
	/** A pattern with `*` for one segment and `**` for the rest, or an expression. */
	path?: string | RegExp;
	/** How often it applies; default: always. */
	times?: number;
	/** Lets the first n matching requests pass. */
	skip?: number;
	/** `before` (default): nothing runs on the server. `after`: it runs, then the answer is hit. */
	when?: 'before' | 'after';
	/** Waits before answering; alone it only delays. */
	delayMs?: number;
	status?: number;
	headers?: Record<string, string>;
	/** An object is sent as JSON, a string as it is. */
	body?: unknown;
	contentType?: string;
	/** An HTML error page as a body. */
	html?: boolean;
	/** Destroys the socket. */
	reset?: 'beforeHeaders' | 'midBody';
	/** `contentLength`: announces more than it sends, then closes. `json`: well-formed HTTP, JSON cut in half. */
	truncate?: 'contentLength' | 'json';
	/** An empty body. */
	empty?: boolean;
	/** Never answers. */
	hang?: boolean;
	/** Falls silent for good in the middle of the body. */
	silent?: boolean;
	/** Sends the body byte by byte, with this pause between them. */
	trickleMs?: number;
	/** Sends a body without end: as it is, or as gzip of which each kilobyte becomes a megabyte. */
	flood?: 'plain' | 'gzip';
	/** Shapes the stream that the request opens, over `settings.stream`. */
	stream?: StreamShape;
}

/** Fixed one-second windows over `/api/v1`. */
export interface RateLimit {
	perSecond: number;
	retryAfter?: 'seconds' | 'ms' | 'date' | 'none';
}

/** Behaviour that may change while the emulator runs. */
export interface Settings {
	latencyMs: number;
	/** How long a run of the slow agent takes. */
	longRunMs: number;
	/** How long any other run takes when nobody waits for it (`sync: false`). */
	asyncRunMs: number;
	/** Pace of streamed frames. */
	streamDeltaMs: number;
	/** Pause between the comments that keep a quiet stream alive. */
	streamHeartbeatMs: number;
	/** `id`: execute answers the whole execution row, as the vendor's local emulator does. */
	executeIdField: 'execution_id' | 'id';
	/** `pair`: send message answers both messages, as the vendor's local emulator does. */
	chatReplyShape: 'message' | 'pair';
	/** Shapes every stream. */
	stream?: StreamShape;
	/** True: `POST …/executions/{id}/cancel` exists in the first generation as well. */
	cancelRoute: boolean;
	/** How long a new approval can be decided. */
	approvalTtlMs: number;
	/** What becomes of an approval past its time; `pending`: nothing happens then. */
	expiredStatus: 'expired' | 'pending';
	/** What becomes of the execution of an expired approval. */
	expiredExecution: 'failed' | 'awaiting_approval';
	/** How far the server's clock is ahead: it shifts every timestamp that the server writes. */
	clockSkewMs: number;
	/** How hooks with a secret must be signed. */
	hookSignature: HookSignature;
	/** What agents and prompts answer; undefined for what their inputs say, which tests can foresee. */
	answer?: Answerer;
	/** Where runs that pause for approval are announced. */
	outboundWebhook?: OutboundWebhook;
	rateLimit?: RateLimit;
	/** How it differs from what the API documents, as real servers do; see `oddities.ts`. */
	oddities: Set<OddityName>;
}

/** A question to an agent or a prompt. */
export interface Asked {
	/** Name of the agent or the prompt. */
	who: string;
	input: Record<string, unknown>;
	/** What was said before in the same chat, oldest first; the user's messages alone. */
	before: string[];
}

/** Gives the answer to a question, or undefined where it has none. */
export type Answerer = (asked: Asked) => string | undefined;

/** Selects recorded requests. */
export interface RequestFilter {
	method?: string;
	path?: string | RegExp;
}
