import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Completion, sendCompletion } from './chatCompletion';

interface Message {
	role: string;
	content?: unknown;
}

/** What the chat model was asked, as the OpenAI API has it. */
export interface ChatRequest {
	messages: Message[];
	stream?: boolean;
	tools?: Array<{
		function: { name: string; description?: string; parameters?: { properties?: Record<string, unknown> } };
	}>;
}

export interface FakeChatModel {
	/** Base URL in the form of an OpenAI credential. */
	url: string;
	requests: ChatRequest[];
	/** Which requests it refuses, with status 400 (refused); none unless set. */
	refuses?: (request: ChatRequest) => boolean;
	close(): Promise<void>;
}

async function readJson(request: IncomingMessage): Promise<ChatRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8')) as ChatRequest;
}

/** Calls the tool that takes the first arguments, then that of the next ones, and repeats what the last one answered. */
function reply({ messages, tools }: ChatRequest, turns: object[][]): Completion {
	// Turns that a memory brings along have had their tools.
	const turn = messages.slice(messages.findLastIndex(({ role }) => role === 'user'));
	const answered = turn.filter(({ role }) => role === 'tool');
	let done = 0;
	for (const calls of turns) {
		if (answered.length === done) {
			const tool_calls = calls.map((given, index) => toolCall(given, done + index + 1, tools));
			return { role: 'assistant', content: null, tool_calls };
		}
		done += calls.length;
	}
	return { role: 'assistant', content: `The tool said: ${JSON.stringify(answered.at(-1)?.content)}` };
}

/** A call of the tool that takes all of some arguments. */
function toolCall(given: object, number: number, tools: ChatRequest['tools']) {
	const names = Object.keys(given);
	const tool = tools?.find(({ function: { parameters } }) =>
		names.every((name) => name in (parameters?.properties ?? {})),
	);
	const call = { name: tool?.function.name, arguments: JSON.stringify(given) };
	return { id: `call_${number}`, type: 'function', function: call };
}

/**
 * An OpenAI-compatible chat model on loopback whose every answer is known.
 * @param toolArguments what it calls tools with, one after the other: each time the tool that takes all of these
 *   arguments; a list is for several calls at a time
 */
export async function startFakeChatModel(...toolArguments: Array<object | object[]>): Promise<FakeChatModel> {
	const requests: ChatRequest[] = [];
	const turns = toolArguments.map((given) => [given].flat());
	const server = createServer((request, response) => {
		void readJson(request).then((body) => {
			requests.push(body);
			if (model.refuses?.(body)) {
				response.writeHead(400, { 'content-type': 'application/json' });
				response.end(
					JSON.stringify({ error: { message: 'The request was refused', type: 'invalid_request_error' } }),
				);
				return;
			}
			const id = `chatcmpl-${requests.length}`;
			sendCompletion(response, reply(body, turns), { id, stream: body.stream });
		});
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const model: FakeChatModel = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await once(server.close(), 'close');
		},
	};
	return model;
}
