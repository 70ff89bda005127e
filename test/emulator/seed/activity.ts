import type { Context } from '../context';
import type { JsonObject } from '../core/schema';
import type { Run } from '../engine/runs';
import { namedId } from '../store/ids';
import type { ChatMessage } from '../store/workspaceRows';
import { agentIds } from './agents';

const SESSION_KEY = 'chat session ada';

/** Plants runs of the last days: finished, failed, waiting for approval and approved. */
export function plantActivity(context: Context, next: () => Date) {
	const run = (agentId: string, input: JsonObject, sessionId?: string): Run => {
		const agent = context.store.agents.get(agentId)!;
		const version = context.store.currentAgentVersion(agentId)!;
		return context.runs.start({ agent, version, input, sessionId, at: next() });
	};

	const answered = run(
		agentIds.support,
		{ name: 'Ada', question: 'Where is my order?' },
		namedId(SESSION_KEY),
	);
	const followUp = run(
		agentIds.support,
		{ name: 'Ada', question: 'Can I change the address?' },
		namedId(SESSION_KEY),
	);
	const failed = run(agentIds.flaky, { fail: true });
	const approved = run(agentIds.refund, { order_id: 'A-1000', amount: 12 });
	const approvedApproval = approvalOf(context, approved);
	context.runs.decide(approvedApproval, 'approved', 'small amount', next());
	const waiting = run(agentIds.refund, { order_id: 'A-1001', amount: 249.9 });

	plantMemories(context, next);
	const scored = { trace_id: answered.execution.trace_id!, agent_id: agentIds.support };

	return {
		...plantScores(context, scored, next),
		...plantChat(context, answered, next),
		memories: MEMORIES.map(({ content }) => namedId(content)),
		executions: {
			completed: answered.execution.id,
			followUp: followUp.execution.id,
			failed: failed.execution.id,
			approved: approved.execution.id,
			awaitingApproval: waiting.execution.id,
		},
		approvals: { approved: approvedApproval.id, pending: approvalOf(context, waiting).id },
		traces: { completed: answered.execution.trace_id!, failed: failed.execution.trace_id! },
	};
}

function approvalOf({ store }: Context, { execution }: Run) {
	return store.approvals.where((one) => one.execution_id === execution.id)[0];
}

const MEMORIES = [
	{ content: 'Ada prefers answers in English', memory_type: 'fact', importance: 0.9 },
	{ content: 'Ada lives in London', memory_type: 'semantic', importance: 0.5 },
	{ content: 'Refunds above 100 EUR need a human', memory_type: 'procedure', importance: 0.7 },
];

function plantMemories({ store }: Context, next: () => Date): void {
	for (const memory of MEMORIES) {
		store.memories.insert({
			...store.ownedStamp(next()),
			...memory,
			id: namedId(memory.content),
			agent_id: agentIds.support,
			metadata: null,
			access_count: 0,
			last_accessed_at: null,
			chat_session_id: null,
			created_by_id: store.userId,
		});
	}
}

function plantScores({ store }: Context, scored: { trace_id: string; agent_id: string }, next: () => Date) {
	const config = store.scoreConfigs.insert({
		...store.ownedStamp(next()),
		name: 'quality',
		data_type: 'numeric',
		min_value: 0,
		max_value: 1,
		categories: [],
		description: 'How good an answer is',
		is_active: true,
	});
	const score = store.scores.insert({
		...store.ownedStamp(next()),
		...scored,
		span_id: '',
		name: config.name,
		value: 0.8,
		string_value: '',
		bool_value: null,
		data_type: 'numeric',
		source: 'manual',
		config_id: config.id,
		comment: 'good',
		execution_id: null,
		created_by: store.userId,
	});
	return { scoreConfigs: { quality: config.id }, scores: { quality: score.id } };
}

function plantChat({ store }: Context, { execution }: Run, next: () => Date) {
	const session = store.chatSessions.insert({
		...store.ownedStamp(next()),
		id: namedId(SESSION_KEY),
		agent_id: agentIds.support,
		user_id: store.userId,
		title: 'Order of Ada',
		metadata: {},
	});
	const none = { tool_calls: null, tool_results: null, model: null, cost: null, token_count: null };
	const say = (role: ChatMessage['role'], content: string, metadata = {}) => {
		const stamp = store.stamp(next());
		store.chatMessages.insert({
			...stamp,
			...none,
			session_id: session.id,
			role,
			content,
			metadata,
			prompt_tokens: null,
			completion_tokens: null,
		});
	};
	say('user', 'Where is my order?');
	say('assistant', 'It is on its way.', { execution_id: execution.id });
	return { chatSessions: { ada: session.id } };
}
