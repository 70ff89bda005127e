import type { HostStream } from '../stream/byteStream';
import { ConnectionError, PromptRailsError, ServerError } from '../errors/errors';
import { BLOCKED } from './networkFailure';
import { CancelledError } from './timing';

const MOST_REDIRECTS = 3;

/** What came of asking for a file: the file, or where it is instead. */
export interface FileAnswer {
	body: HostStream;
	status: number;
	location?: string;
}

/**
 * Opens a file at a signed address. Redirects are followed a few times, each as a request of its own that the host's
 * rules for addresses apply to, and never from https to http.
 * @param open makes one request
 * @throws PromptRailsError that says why the file cannot be had, without the address, which is as good as a key
 */
export async function openFile(
	address: unknown,
	open: (url: string) => Promise<FileAnswer>,
): Promise<HostStream> {
	let url = webAddress(address);
	for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
		const { host } = url;
		const answer = await open(url.href).catch((error: unknown) => {
			throw error instanceof PromptRailsError ? downloadError(error, host) : error;
		});
		if (answer.status < 300) return answer.body;
		answer.body.close();
		url = webAddress(answer.location, url);
	}
	throw unusable('The address of the file redirects again and again');
}

/** The error of a file that stopped coming. @param signal aborts when n8n cancels */
export function brokenDownload(error: unknown, signal: AbortSignal | undefined): Error {
	if (signal?.aborted) return new CancelledError();
	return new ConnectionError({
		message: 'The download of the file broke off',
		hint: `Run the node again. If the file is large, raise the Timeout in the options of the node. (${String(error)})`,
		cause: error,
	});
}

function webAddress(raw: unknown, base?: URL): URL {
	const text = typeof raw === 'string' ? raw : '';
	const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
	const isDowngrade = base?.protocol === 'https:' && url?.protocol === 'http:';
	if (!url || !['http:', 'https:'].includes(url.protocol) || isDowngrade)
		throw unusable('PromptRails gave an address for the file that cannot be used');
	return url;
}

const unusable = (message: string): ServerError =>
	new ServerError({
		message,
		hint: 'Try again later. If it stays so, ask the support of PromptRails.',
	});

/** The storage speaks of its own keys, and quotes the address: of its answer, only the status is shown. */
function downloadError(error: PromptRailsError, host: string): PromptRailsError {
	const { statusCode, code, attempts, hint } = error;
	const Type = error.constructor as typeof PromptRailsError;
	return new Type({
		message: `The file cannot be downloaded from ${host}`,
		hint: code === BLOCKED ? `${error.message}. ${hint}` : hintOf(statusCode, host),
		statusCode,
		code,
		attempts,
	});
}

function hintOf(statusCode: number | undefined, host: string): string {
	return statusCode === undefined
		? `Check that n8n can reach ${host}: proxies and firewalls may know the PromptRails API only.`
		: `The storage answered with the status ${statusCode}. Its address may have expired, or the file is gone: run the node again.`;
}
