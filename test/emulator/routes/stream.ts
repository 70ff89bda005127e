import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

import type { Context, Routes } from '../context';
import { takeTurn } from '../engine/chat';
import { framesOf, lastFrame, type Frame } from '../engine/frames';
import type { Execution } from '../store/rows';
import { messageSchema } from './chat';
import { find } from './crud';

/** The two streams: a turn of a chat, and a run that was started otherwise. */
export const streams: Routes = (app, context) => {
	app.post<{ Params: { id: string }; Body: { content: string } }>(
		'/chat/sessions/:id/messages/stream',
		{ schema: { body: messageSchema } },
		({ params, body }, reply) => {
			const session = find(context.store.chatSessions, params.id, 'chat session');
			const { userMessage, run } = takeTurn(context, session, body.content, false);
			const data = { execution_id: run.execution.id, user_message_id: userMessage.id };
			return sendEvents(reply, follow(context, run.execution, [{ event: 'execution', data }]));
		},
	);
	app.get<{ Params: { id: string } }>('/executions/:id/stream', ({ params }, reply) => {
		const execution = find(context.store.executions, params.id, 'execution');
		return sendEvents(reply, follow(context, execution));
	});
};

function sendEvents(reply: FastifyReply, events: AsyncIterable<string>): FastifyReply {
	return reply
		.type('text/event-stream; charset=utf-8')
		.header('Cache-Control', 'no-cache')
		.send(Readable.from(events));
}

/** The text of a stream: what happened so far at once, the rest at its pace, comments while nothing happens. */
async function* follow(context: Context, execution: Execution, first: Frame[] = []): AsyncGenerator<string> {
	const { clock, settings, runs } = context;
	const run = runs.get(execution.id);
	const live = execution.status === 'running';
	const started = Date.parse(execution.created_at);

	yield comment('connected');
	for (const frame of first) yield written(frame);
	for (const [index, frame] of (run ? framesOf(run) : []).entries()) {
		if (live) await clock.sleep(started + (index + 1) * settings.streamDeltaMs - Date.now());
		yield written(frame);
	}
	while (run && execution.status === 'running') {
		const ended = await Promise.race([run.settled, clock.sleep(settings.streamHeartbeatMs)]);
		if (!ended) yield comment('heartbeat');
	}
	const last = lastFrame(execution);
	if (last) yield written(last);
}

function written({ event, data }: Frame): string {
	return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function comment(text: string): string {
	return `: ${text}\n\n`;
}
