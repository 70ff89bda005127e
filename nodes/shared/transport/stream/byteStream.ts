import type { Redactor } from '../errors/redact';

/** The body of an answer that is read as it arrives. */
export interface ByteStream extends AsyncIterable<Uint8Array> {
	/** Hides the secrets of the request in what the body says. */
	readonly redactor?: Redactor;
	/** Hangs up, whether or not everything was read. */
	close(): void;
}

/** One that comes from the host. */
export interface HostStream extends ByteStream {
	/** The body as the host gave it, for the host's own helpers. */
	readonly source: unknown;
}

/** What hosts hand out as a stream; a Node.js Readable. */
type HostBody = AsyncIterable<Uint8Array> & { on?: (event: 'error', listener: () => void) => unknown };

/**
 * Makes the host's body a stream that can be hung up. Destroying the body would not do: hosts may wrap it in a
 * generator, which only lets go of its connection when the next bytes come.
 * @param hangUp aborts the signal that the request was made with
 */
export function byteStream(body: unknown, hangUp: () => void): HostStream {
	const source = body as HostBody;
	// Hanging up is an error to the body, which nobody may be reading any more.
	source.on?.('error', () => {});
	return {
		[Symbol.asyncIterator]: () => source[Symbol.asyncIterator](),
		close: hangUp,
		source: body,
	};
}
