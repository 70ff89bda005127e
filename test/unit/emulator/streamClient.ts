import { request, type IncomingMessage } from 'node:http';

import type { Emulator } from '../../emulator';

/** An event as a test sees it. */
export interface Event {
	event: string;
	data: Record<string, unknown>;
}

/** A stream on the client's side, down to its pieces. */
export interface OpenStream {
	response: IncomingMessage;
	chunks: Buffer[];
	text(): string;
	/** Resolves with how it ended: `end` in good order, `cut` otherwise. */
	ended: Promise<'end' | 'cut'>;
	/** Resolves when the text so far satisfies a condition. */
	until(condition: (text: string) => boolean): Promise<void>;
	/** Closes the connection. */
	leave(): void;
}

/** Opens a stream without any library in between; resolves with its headers. */
export function openStream({ url, apiKey }: Emulator, path: string, body?: object): Promise<OpenStream> {
	const headers = { 'X-API-Key': apiKey, 'Content-Type': 'application/json' };
	return new Promise((resolve, reject) => {
		const sent = request(url + path, { method: body ? 'POST' : 'GET', headers, agent: false });
		sent.on('response', (response) => resolve(opened(response)));
		sent.on('error', reject);
		sent.end(body && JSON.stringify(body));
	});
}

/** The events of a well-behaved stream. */
export function eventsOf(text: string): Event[] {
	const blocks = text.split('\n\n').filter((block) => block.startsWith('event: '));
	return blocks.map((block) => {
		const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block)!;
		return { event, data: JSON.parse(data) as Event['data'] };
	});
}

/** The names of events, in order. */
export function names(text: string): string[] {
	return eventsOf(text).map(({ event }) => event);
}

/** The deltas of the answer. */
export function deltasOf(text: string): unknown[] {
	return eventsOf(text)
		.filter(({ event }) => event === 'content')
		.map(({ data }) => data.content);
}

function opened(response: IncomingMessage): OpenStream {
	const chunks: Buffer[] = [];
	const text = () => Buffer.concat(chunks).toString();
	response.on('data', (chunk: Buffer) => chunks.push(chunk));
	const ended = new Promise<'end' | 'cut'>((resolve) => {
		response.once('end', () => resolve('end'));
		response.once('error', () => resolve('cut'));
	});
	return {
		response,
		chunks,
		text,
		ended,
		until: async (condition) => {
			while (!condition(text())) await new Promise((resolve) => response.once('data', resolve));
		},
		leave: () => response.destroy(),
	};
}
