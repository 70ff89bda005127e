import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Context, Routes } from '../context';
import { takeTurn } from '../engine/chat';
import type { Frame } from '../engine/frames';
import type { Execution } from '../store/rows';
import { play } from '../stream/play';
import { StreamWriter } from '../stream/writer';
import { messageSchema } from './chat';
import { find } from './crud';

/** The two streams: a turn of a chat, and a run that was started otherwise. */
export const streams: Routes = (app, context) => {
	app.post<{ Params: { id: string }; Body: { content: string } }>(
		'/chat/sessions/:id/messages/stream',
		{ schema: { body: messageSchema } },
		(request, reply) => {
			const session = find(context.store.chatSessions, request.params.id, 'chat session');
			const { userMessage, run } = takeTurn(context, session, request.body.content, false);
			const data = { execution_id: run.execution.id, user_message_id: userMessage.id };
			return open(context, request, reply, run.execution, [{ event: 'execution', data }]);
		},
	);
	app.get<{ Params: { id: string } }>('/executions/:id/stream', (request, reply) => {
		const execution = find(context.store.executions, request.params.id, 'execution');
		return open(context, request, reply, execution);
	});
};

function open(
	context: Context,
	{ record, fault }: Pick<FastifyRequest, 'record' | 'fault'>,
	reply: FastifyReply,
	execution: Execution,
	first?: Frame[],
): FastifyReply {
	const { oddities, stream } = context.settings;
	const shape = { ui: oddities.has('uiEvents'), ...stream, ...fault?.stream };
	const writer = new StreamWriter(reply.raw, shape, record);
	// Once the answer goes out, so that what a fault rule does to the answer comes first.
	writer.body.once('resume', () => {
		reply.raw.flushHeaders();
		play(context, execution, writer, shape, first).catch(() => writer.abandon());
	});
	return reply.type('text/event-stream; charset=utf-8').header('Cache-Control', 'no-cache').send(writer.body);
}
