import type { ServerResponse } from 'node:http';

/** What a model answers, as the OpenAI API has it. */
export interface Completion {
	role: string;
	content: string | null;
	tool_calls?: Array<{
		id: string;
		type: string;
		function: { name: string | undefined; arguments: string };
	}>;
}

/** Answers with a completion, in one piece or as a stream of chunks as the caller asked. */
export function sendCompletion(
	response: ServerResponse,
	message: Completion,
	{ id, stream }: { id: string; stream?: boolean },
): void {
	const about = { id, created: 0, model: 'fake' };
	const finish_reason = message.tool_calls ? 'tool_calls' : 'stop';
	const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
	if (!stream) {
		const whole = { ...about, object: 'chat.completion', usage };
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify({ ...whole, choices: [{ index: 0, message, finish_reason }] }));
		return;
	}
	const send = (data: string) => response.write(`data: ${data}\n\n`);
	const chunk = (delta: object, finish: string | null = null): void => {
		const choices = [{ index: 0, delta, finish_reason: finish }];
		send(JSON.stringify({ ...about, object: 'chat.completion.chunk', choices }));
	};
	response.setHeader('content-type', 'text/event-stream');
	chunk({ role: message.role, content: '' });
	for (const content of message.content?.match(/\s*\S+|\s+$/g) ?? []) chunk({ content });
	if (message.tool_calls) {
		chunk({ tool_calls: message.tool_calls.map((call, index) => ({ index, ...call })) });
	}
	chunk({}, finish_reason);
	send('[DONE]');
	response.end();
}
