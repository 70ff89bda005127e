import { redactDeep, type Redactor } from '../errors/redact';
import type { ByteStream } from '../stream/byteStream';
import { AxiosError } from '../vendor';
import { DEEPEST, inMegabytes, LARGEST_BODY, TOO_DEEP, TOO_LARGE } from './limits';

/**
 * Reads a body as JSON; one that is not JSON comes as text.
 * @param stream the body; it is closed when it is larger than any real answer
 * @param redactor hides the secrets of the request in the answer
 * @param ended aborts when nothing more is to be waited for
 * @throws AxiosError with the code TOO_LARGE or TOO_DEEP; what the stream throws; the reason of `ended`
 */
export async function readJson(stream: ByteStream, redactor: Redactor, ended: AbortSignal): Promise<unknown> {
	const { bytes, isTooLarge, failure } = await readBytes(stream, LARGEST_BODY.json, ended);
	if (failure) throw failure.error;
	if (isTooLarge) throw new AxiosError('', TOO_LARGE);
	const text = textOf(bytes);
	const value = parsed(text);
	if (typeof value !== 'string' && isShallow(text) && !redactor.mayBeIn(text)) return value;
	return redactDeep(value, redactor.text, () => {
		throw new AxiosError('', TOO_DEEP);
	});
}

/**
 * Reads the body of an unsuccessful answer, as far as it comes: its status says enough.
 * @returns parsed JSON, or a text; of a body that is too large a text that names the limit
 */
export async function readErrorBody(
	stream: ByteStream,
	redactor: Redactor,
	ended: AbortSignal,
): Promise<unknown> {
	const { bytes, isTooLarge } = await readBytes(stream, LARGEST_BODY.error, ended);
	if (!isTooLarge) return redactDeep(parsed(textOf(bytes)), redactor.text);
	return `(an answer larger than ${inMegabytes(LARGEST_BODY.error)}, which was not read)`;
}

/** The same stream, which breaks where it gets larger than any real one. */
export function limited(stream: ByteStream, largest: number): ByteStream {
	async function* chunks(): AsyncGenerator<Uint8Array> {
		let size = 0;
		for await (const chunk of stream) {
			size += chunk.length;
			if (size > largest) throw new AxiosError('', TOO_LARGE);
			yield chunk;
		}
	}
	return { [Symbol.asyncIterator]: chunks, close: () => stream.close() };
}

/** What came of a body. */
interface Received {
	/** All of it, or as much as came before the failure; nothing of a body that is too large. */
	bytes: Buffer;
	isTooLarge: boolean;
	/** Why it broke off. */
	failure?: { error: unknown };
}

async function readBytes(stream: ByteStream, largest: number, ended: AbortSignal): Promise<Received> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	let failure: Received['failure'];
	const reader = stream[Symbol.asyncIterator]();
	const end = rejectedWhen(ended);
	try {
		for (;;) {
			const next = await Promise.race([reader.next(), end.rejected]);
			if (next.done) break;
			size += next.value.length;
			if (size > largest) {
				stream.close();
				return { bytes: Buffer.alloc(0), isTooLarge: true };
			}
			chunks.push(next.value);
		}
	} catch (error) {
		stream.close();
		failure = { error };
	} finally {
		end.forget();
	}
	return { bytes: Buffer.concat(chunks), isTooLarge: false, failure };
}

/** A promise that rejects when a signal aborts: some streams of n8n do not end before their next bytes come. */
function rejectedWhen(signal: AbortSignal): { rejected: Promise<never>; forget: () => void } {
	let forget = (): void => {};
	const rejected = new Promise<never>((_resolve, reject) => {
		const onAbort = (): void => reject(signal.reason as Error);
		forget = () => signal.removeEventListener('abort', onAbort);
		signal.addEventListener('abort', onAbort);
		if (signal.aborted) onAbort();
	});
	rejected.catch(() => {
		// Whoever reads gets it by the race.
	});
	return { rejected, forget };
}

const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\uFEFF/, '');

/** Whether a JSON text opens so few objects and lists that none can lie deeper than `DEEPEST`. */
function isShallow(text: string): boolean {
	let opened = 0;
	for (let at = 0; at < text.length && opened <= DEEPEST; at += 1) {
		if (text[at] === '{' || text[at] === '[') opened += 1;
	}
	return opened <= DEEPEST;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
