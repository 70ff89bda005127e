import type { Context, Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest } from '../core/errors';
import { fields, filled, free, text, type JsonObject } from '../core/schema';
import { takeTurn, type Turn } from '../engine/chat';
import type { ChatMessage, ChatSession } from '../store/workspaceRows';
import { find, referenced, resource } from './crud';

interface SessionBody {
	agent_id: string;
	title?: string;
	metadata?: JsonObject;
}

/** What a message of the user is sent as. */
export const messageSchema = fields({ content: filled }, 'content');

const sessions = resource<ChatSession, SessionBody>({
	name: 'chat session',
	table: (store) => store.chatSessions,
	collection: '/chat/sessions',
	item: '/chat/sessions/:id',
	list: { filters: { agent_id: { schema: text } }, mayIgnoreFilters: true },
	create: {
		schema: fields({ agent_id: filled, title: text, metadata: free }, 'agent_id'),
		build: ({ agent_id, title = '', metadata = {} }, { context: { settings, store } }) => {
			referenced(store.agents, agent_id, 'agent_id');
			const kept = settings.oddities.has('ignoredSessionMetadata') ? {} : metadata;
			return { ...store.ownedStamp(), agent_id, user_id: store.userId, title, metadata: kept };
		},
	},
	remove: ({ id }, { store }) => {
		for (const message of store.chatMessages.where((one) => one.session_id === id))
			store.chatMessages.delete(message.id);
	},
});

const messages = resource<ChatMessage>({
	name: 'chat message',
	table: (store) => store.chatMessages,
	collection: '/chat/sessions/:parentId/messages',
	parent: { name: 'chat session', table: (store) => store.chatSessions, column: 'session_id' },
	list: { oldestFirst: true },
});

/** Chat sessions and their messages; the streamed turn is in stream.ts. */
export const chat: Routes = (app, context) => {
	sessions(app, context);
	messages(app, context);
	app.post<{ Params: { id: string }; Body: { content: string } }>(
		'/chat/sessions/:id/messages',
		{ schema: { body: messageSchema } },
		async ({ params, body }, reply) => {
			const session = find(context.store.chatSessions, params.id, 'chat session');
			const isLater = context.settings.oddities.has('laterAnswers');
			const turn = takeTurn(context, session, body.content, !isLater);
			const answer = isLater ? laterAnswer(turn) : await turnAnswer(context, turn);
			reply.code(201);
			return data(answer);
		},
	);
};

/** The answer comes with the execution. */
function laterAnswer({ userMessage, run }: Turn): object {
	return { user_message: userMessage, assistant_message: null, execution_id: run.execution.id };
}

async function turnAnswer({ settings }: Context, { userMessage, run, reply }: Turn): Promise<object> {
	const assistantMessage = await reply;
	if (settings.chatReplyShape === 'message') return assistantMessage;
	return { user_message: userMessage, assistant_message: assistantMessage, execution_id: run.execution.id };
}

interface FeedbackBody {
	execution_id: string;
	value: 1 | -1;
}

/** Thumbs for answers, which the second generation has: a second one for the same execution takes the first one's place. */
export const chatFeedback: Routes = (app, { store }) => {
	const schema = fields({ execution_id: filled, value: { enum: [1, -1] } }, 'execution_id', 'value');
	app.post<{ Params: { id: string }; Body: FeedbackBody }>(
		'/chat/sessions/:id/feedback',
		{ schema: { body: schema } },
		({ params, body }) => {
			const session = find(store.chatSessions, params.id, 'chat session');
			const execution = referenced(store.executions, body.execution_id, 'execution_id');
			if (execution.session_id !== session.id)
				throw badRequest('execution_id', 'is not an execution of this session');
			const [given] = store.feedback.where(({ execution_id }) => execution_id === execution.id);
			if (given) store.feedback.update(given, { value: body.value });
			else store.feedback.insert({ ...store.stamp(), session_id: session.id, ...body });
			return data({ submitted: true });
		},
	);
};
