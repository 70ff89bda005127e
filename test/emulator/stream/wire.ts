import type { Frame } from '../engine/frames';
import { LINE_ENDS, type StreamShape } from './shape';

/** A comment, which means nothing but life. */
export function comment(text: string): string {
	return `: ${text}\n\n`;
}

/** A frame as text, with LF as its line end. */
export function frameText({ event, data }: Frame, { unnamed, dataLines }: StreamShape): string {
	const whole = unnamed ? { type: event, ...data } : data;
	const json = dataLines ? JSON.stringify(whole, null, 1) : JSON.stringify(whole);
	const lines = json.split('\n').map((line) => `data: ${line}\n`);
	return `${unnamed ? '' : `event: ${event}\n`}${lines.join('')}\n`;
}

/** Text with the line ends of a shape; JSON has no line end of its own inside. */
export function withLineEnds(text: string, { lineEnd = 'lf' }: StreamShape): string {
	return lineEnd === 'lf' ? text : text.replaceAll('\n', LINE_ENDS[lineEnd]);
}

const LONGEST_PIECE = 64;

/** Cuts bytes into the pieces that are written separately. */
export function* pieces(
	bytes: Buffer,
	writes: StreamShape['writes'],
	random: () => number,
): Generator<Buffer> {
	for (let from = 0; from < bytes.length; ) {
		const size =
			writes === undefined ? bytes.length : writes === 'bytes' ? 1 : 1 + (random() % LONGEST_PIECE);
		yield bytes.subarray(from, (from += size));
	}
}
