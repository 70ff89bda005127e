import type { Frame } from '../engine/frames';
import type { Heartbeat, StreamPoint, StreamShape } from './shape';

/** What a stream does next: sends a frame, or nothing ever again. */
export type Step = { frame: Frame; paced: boolean } | { stall: true; heartbeat?: Heartbeat };

const ERROR_TEXT = 'the model provider hung up';

/** The steps up to the end of the run: its frames and whatever a shape puts between them. */
export function* planned(frames: Frame[], shape: StreamShape, first: Frame[]): Generator<Step> {
	const { giant, stall, error } = shape;
	const sent = { events: 0, deltas: 0 };
	let giantSent = false;
	const all = [...first, ...frames];
	for (let index = 0; index <= all.length; index++) {
		const reached = (point: StreamPoint | undefined) =>
			point !== undefined && (index === all.length || isReached(point, sent));
		if (giant && !giantSent && reached(giant)) {
			giantSent = true;
			yield { frame: giantFrame(giant), paced: false };
		}
		if (reached(stall)) return yield { stall: true, heartbeat: heartbeatOf(stall) };
		if (reached(error)) return yield { frame: errorFrame(error), paced: false };
		if (index === all.length) return;
		const frame = all[index];
		yield { frame, paced: index >= first.length };
		sent.events++;
		if (frame.event === 'content') sent.deltas++;
	}
}

function heartbeatOf({ heartbeats }: NonNullable<StreamShape['stall']> = {}): Heartbeat | undefined {
	return heartbeats === true ? 'comment' : heartbeats || undefined;
}

function isReached(
	{ afterDeltas, afterEvents }: StreamPoint,
	sent: { events: number; deltas: number },
): boolean {
	return sent.deltas >= (afterDeltas ?? 0) && sent.events >= (afterEvents ?? 0);
}

function giantFrame({ bytes, event = 'thinking' }: NonNullable<StreamShape['giant']>): Frame {
	return { event, data: { content: 'x'.repeat(bytes) } };
}

function errorFrame({ text = ERROR_TEXT, field = 'message' }: NonNullable<StreamShape['error']> = {}): Frame {
	return { event: 'error', data: field === 'none' ? {} : { [field]: text } };
}
