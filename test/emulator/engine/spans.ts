import type { Agent, Execution, LlmModel, Span } from '../store/rows';
import type { Store } from '../store/store';

/** How long what runs outside of an execution is said to take. */
export const LONE_RUN_MS = 5;

/** What a trace is about: an execution, or something that ran outside of one. */
export interface Traced extends Omit<Execution, 'id' | 'agent_id' | 'agent_version_id' | 'metadata'> {
	id: string | null;
	agent_id: string | null;
}

/** Writes the one-span trace of something that ran outside of an execution and returns its id, 32 hex digits. */
export function recordLoneSpan(
	store: Store,
	did: Pick<Traced, 'input' | 'output' | 'token_usage'>,
	own: Partial<Span>,
): string {
	const now = store.now().toISOString();
	const trace_id = store.ids.hex(32);
	const traced: Traced = {
		...did,
		id: null,
		agent_id: null,
		created_at: now,
		workspace_id: store.workspaceId,
		user_id: '',
		session_id: '',
		status: 'completed',
		error: '',
		cost: 0,
		duration_ms: LONE_RUN_MS,
		trace_id,
		started_at: now,
		completed_at: now,
	};
	store.spans.insert(span(store, traced, own));
	return trace_id;
}

/** Writes the trace of a finished run: the agent, its tool and its model, one span each. */
export function recordSpans(
	store: Store,
	agent: Agent,
	execution: Execution,
	model: LlmModel | undefined,
): void {
	const root = span(store, execution, { name: agent.name, kind: 'agent', cost: execution.cost });
	const child = { parent_span_id: root.span_id };
	store.spans.insert(root);
	store.spans.insert(span(store, execution, { ...child, name: 'lookup', kind: 'tool', token_usage: null }));
	store.spans.insert(
		span(store, execution, {
			...child,
			name: model?.display_name ?? 'model',
			kind: 'llm',
			cost: execution.cost,
			llm_model_id: model?.id ?? null,
			model_name: model?.model_id ?? null,
		}),
	);
}

// A span with every column, of which the given ones differ from those of its execution.
function span(store: Store, execution: Traced, own: Partial<Span>): Span {
	const failed = execution.status === 'failed';
	const usage = 'token_usage' in own ? null : execution.token_usage;
	return {
		...store.stamp(new Date(execution.created_at)),
		workspace_id: execution.workspace_id,
		trace_id: execution.trace_id ?? '',
		span_id: store.ids.hex(16),
		parent_span_id: '',
		name: '',
		kind: 'agent',
		status: failed ? 'error' : 'ok',
		level: failed ? 'error' : 'default',
		tags: [],
		input: execution.input,
		output: execution.output,
		attributes: {},
		token_usage: usage,
		cost: null,
		duration_ms: execution.duration_ms,
		error_message: execution.error,
		error_type: failed ? 'ModelError' : '',
		error_stack: '',
		prompt_tokens: usage?.prompt_tokens ?? null,
		completion_tokens: usage?.completion_tokens ?? null,
		total_tokens: usage?.total_tokens ?? null,
		agent_id: execution.agent_id,
		prompt_id: null,
		llm_model_id: null,
		model_name: null,
		user_id: execution.user_id || null,
		session_id: execution.session_id,
		execution_id: execution.id,
		service_name: 'promptrails',
		started_at: execution.started_at ?? execution.created_at,
		ended_at: execution.completed_at,
		...own,
	};
}
