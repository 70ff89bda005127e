import type { Context } from '../context';
import { badRequest } from '../core/errors';
import type { Execution } from '../store/rows';
import type { ChatMessage, ChatSession } from '../store/workspaceRows';
import { launch } from './launch';
import { modelOf } from './outcome';
import type { Run } from './runs';

/** One turn of a chat: the user's message, the run it started, and the reply once there is one. */
export interface Turn {
	userMessage: ChatMessage;
	run: Run;
	reply: Promise<ChatMessage>;
}

/** Stores a message of the user and lets the agent of the session answer it. */
export function takeTurn(context: Context, session: ChatSession, content: string, waits: boolean): Turn {
	const { store } = context;
	const agent = store.agents.get(session.agent_id);
	if (!agent) throw badRequest('session_id', 'belongs to an agent that was deleted');
	const run = launch(context, agent, {
		input: { message: content },
		sessionId: session.id,
		waits,
		freeInput: true,
	});
	const userMessage = store.chatMessages.insert(message(context, session, 'user', content));
	const reply = run.settled.then((execution) => {
		const answer = replyTo(context, session, execution);
		// The session may be gone by now: deleted, or reset together with everything else.
		if (store.chatSessions.get(session.id) !== session) return answer;
		store.chatSessions.update(session, { updated_at: answer.created_at });
		return store.chatMessages.insert(answer);
	});
	return { userMessage, run, reply };
}

// A run without an answer leaves an empty message that says why.
function replyTo(context: Context, session: ChatSession, execution: Execution): ChatMessage {
	const { id, status, error, output, token_usage: usage, cost } = execution;
	const text = typeof output?.content === 'string' ? output.content : '';
	const version = context.store.agentVersions.get(execution.agent_version_id);
	return {
		...message(context, session, 'assistant', text),
		metadata: { execution_id: id, status, ...(error && { error }) },
		model: modelOf(context.store, version)?.model_id ?? null,
		cost,
		token_count: usage.total_tokens,
		prompt_tokens: usage.prompt_tokens,
		completion_tokens: usage.completion_tokens,
	};
}

function message(
	{ store }: Context,
	session: ChatSession,
	role: ChatMessage['role'],
	content: string,
): ChatMessage {
	return {
		...store.stamp(),
		session_id: session.id,
		role,
		content,
		metadata: {},
		tool_calls: null,
		tool_results: null,
		model: null,
		cost: null,
		token_count: null,
		prompt_tokens: null,
		completion_tokens: null,
	};
}
