import { redactDeep, type Redactor } from '../errors/redact';
import type { ByteStream } from '../stream/byteStream';
import { AxiosError } from '../vendor';
import type { Attempt } from './attempt';
import { HOOK_TOKEN_KEY, withoutHookTokens } from './hookTokens';
import { DEEPEST, inMegabytes, LARGEST_BODY, TOO_DEEP, TOO_LARGE } from './limits';

/** What ends the reading of a body before the body does. */
type Ending = Pick<Attempt, 'whenEnded'>;

/**
 * Reads a body as JSON, without secrets; one that is not JSON comes as text.
 * @param stream the body; it is closed when it is larger than any real answer
 * @param redactor hides the secrets of the request in the answer
 * @param attempt ends the reading where the body does not
 * @throws AxiosError with the code TOO_LARGE or TOO_DEEP; what the stream throws; why the attempt ended
 */
export async function readJson(stream: ByteStream, redactor: Redactor, attempt: Ending): Promise<unknown> {
	const { bytes, isTooLarge, failure } = await readBytes(stream, LARGEST_BODY.json, attempt);
	if (failure) throw failure.error;
	if (isTooLarge) throw new AxiosError('', TOO_LARGE);
	const text = textOf(bytes);
	const value = parsed(text);
	// To look through its text takes a fraction of the time of looking through the value.
	if (typeof value !== 'string' && isShallow(text) && !redactor.mayBeIn(text))
		return HOOK_TOKEN_KEY.test(text) ? withoutHookTokens(value) : value;
	const hidden = redactDeep(value, redactor.text, () => {
		throw new AxiosError('', TOO_DEEP);
	});
	return withoutHookTokens(hidden);
}

/**
 * Reads the body of an unsuccessful answer, as far as it comes: its status says enough.
 * @returns parsed JSON, or a text; of a body that is too large a text that names the limit
 */
export async function readErrorBody(
	stream: ByteStream,
	redactor: Redactor,
	attempt: Ending,
): Promise<unknown> {
	const { bytes, isTooLarge } = await readBytes(stream, LARGEST_BODY.error, attempt);
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

async function readBytes(stream: ByteStream, largest: number, attempt: Ending): Promise<Received> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	const read = async (): Promise<void> => {
		for await (const chunk of stream) {
			size += chunk.length;
			if (size > largest) return stream.close();
			chunks.push(chunk);
		}
	};
	// Some streams of n8n do not end before their next bytes come.
	const ended = new Promise<never>((_resolve, reject) => {
		attempt.whenEnded(reject);
	});
	let failure: Received['failure'];
	await Promise.race([read(), ended]).catch((error: unknown) => {
		stream.close();
		failure = { error };
	});
	if (size > largest) return { bytes: Buffer.alloc(0), isTooLarge: true };
	return { bytes: Buffer.concat(chunks), isTooLarge: false, failure };
}

const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\uFEFF/, '');

/** Whether a JSON text opens so few objects and lists that none can lie deeper than `DEEPEST`. */
function isShallow(text: string): boolean {
	let opened = 0;
	for (const opener of '{[') {
		let at = text.indexOf(opener);
		for (; at >= 0 && opened <= DEEPEST; at = text.indexOf(opener, at + 1)) opened += 1;
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
