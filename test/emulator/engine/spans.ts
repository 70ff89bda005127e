import type { Agent, Execution, LlmModel, Span } from '../store/rows';
import type { Store } from '../store/store';

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

/** A span with every column, of which the given ones differ from those of its execution. */
export function span(store: Store, execution: Execution, own: Partial<Span>): Span {
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
