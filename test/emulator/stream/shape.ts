import { bool, fields, oneOf, text } from '../core/schema';

/** A point in a stream: before anything, or once so much was sent. One never reached counts as just before the end. */
export interface StreamPoint {
	/** Deltas of the answer. */
	afterDeltas?: number;
	/** Events of any kind. */
	afterEvents?: number;
}

export const LINE_ENDS = { lf: '\n', crlf: '\r\n', cr: '\r' };

/** What may come between the events of a stream without meaning anything. */
export const NOISE = {
	ping: 'event: ping\ndata: {"at":"now"}\n\n',
	notJson: 'event: content\ndata: {"content": "cut\n\n',
	notAnObject: 'event: content\ndata: null\n\n',
	noData: 'event: content\n\n',
	idAndRetry: 'id: 7\nretry: 10\n\n',
	comment: ': still here\n\n',
};
export type Noise = keyof typeof NOISE;

/** What shows life on a stream that says nothing; `true` is a comment. */
export const HEARTBEATS = {
	comment: ': heartbeat\n\n',
	ping: NOISE.ping,
	blank: '\n',
	emptyDelta: 'event: content\ndata: {"content": ""}\n\n',
};
export type Heartbeat = keyof typeof HEARTBEATS;

/** How streams look and what befalls them; everything left out is as it should be. */
export interface StreamShape {
	/** Rounds of thinking and tools before the answer; default 1. */
	toolRounds?: number;
	/** False: no deltas, the answer comes only with `done`. */
	deltas?: boolean;
	/** How many deltas a run shows before it pauses for approval; default none. */
	deltasBeforePause?: number;
	/** The text of one more delta, which the output of the run does not have: a guardrail took it out. */
	redacted?: string;
	/** `done` with `{}`: neither output nor usage. */
	bareDone?: boolean;
	/** `done` with the output that waits for approval, as if the run had not paused. */
	doneOnPause?: boolean;
	/** An event `ui` before the answer, and `complete` in place of `done`. */
	ui?: boolean;
	/** Repeated after every event but the last. */
	noise?: Noise[];
	/** One event of about that many bytes; as `content` it is a delta that the output does not have. */
	giant?: StreamPoint & { bytes: number; event?: 'thinking' | 'content' };
	/** An `error` event in place of the rest, its text in the named field; the run fails with it, unless it goes on. */
	error?: StreamPoint & { text?: string; field?: 'message' | 'error' | 'none'; runGoesOn?: boolean };

	lineEnd?: keyof typeof LINE_ENDS;
	/** Every frame's JSON over several `data:` lines. */
	dataLines?: boolean;
	/** No event names; `type` in the data says what it is. */
	unnamed?: boolean;
	/** The last frame lacks its blank line. */
	unfinished?: boolean;

	/** Pieces of a frame as separate writes to the socket: a byte each, or of random size (1 to 64). */
	writes?: 'bytes' | 'random';
	/** Seed of the random sizes; default 1. */
	seed?: number;

	/** Sends nothing more of the run from there, with the connection open; what shows life goes on for ever, if anything does. */
	stall?: StreamPoint & { heartbeats?: Heartbeat | boolean };
	/** Destroys the socket once the body has that many bytes. */
	cutAtByte?: number;
	/** Ends the body in good order after that many bytes. */
	endAtByte?: number;
	/** Leaves the connection open after the last event. */
	keepOpen?: boolean;
}

const count = { type: 'integer', minimum: 0 };
const point = { afterDeltas: count, afterEvents: count };

/** What the control interface takes as a shape. */
export const shapeSchema = fields({
	toolRounds: count,
	deltas: bool,
	deltasBeforePause: count,
	redacted: text,
	bareDone: bool,
	doneOnPause: bool,
	ui: bool,
	noise: { type: 'array', items: oneOf(...Object.keys(NOISE)) },
	giant: fields({ ...point, bytes: count, event: oneOf('thinking', 'content') }, 'bytes'),
	error: fields({ ...point, text, field: oneOf('message', 'error', 'none'), runGoesOn: bool }),
	lineEnd: oneOf(...Object.keys(LINE_ENDS)),
	dataLines: bool,
	unnamed: bool,
	unfinished: bool,
	writes: oneOf('bytes', 'random'),
	seed: count,
	stall: fields({ ...point, heartbeats: { enum: [true, false, ...Object.keys(HEARTBEATS)] } }),
	cutAtByte: count,
	endAtByte: count,
	keepOpen: bool,
});
