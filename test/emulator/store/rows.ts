import type { JsonObject } from '../core/schema';
import type { Row } from './table';

/** An object that belongs to the workspace. */
export interface Owned extends Row {
	workspace_id: string;
	updated_at: string;
}

/** The first generation's; the second adds `agent`. */
export const AGENT_TYPES = ['simple', 'chain', 'multi_agent', 'workflow', 'composite'] as const;
export type AgentType = (typeof AGENT_TYPES)[number] | 'agent';

export interface Agent extends Owned {
	name: string;
	description: string;
	type: AgentType;
	status: string;
	labels: string[];
	created_by_id: string | null;
}

/** What versions of agents, prompts and data sources have in common. */
export interface Version extends Row {
	version: string;
	is_current: boolean;
	message: string;
}

export interface AgentVersion extends Version, Partial<SecondVersionFields> {
	agent_id: string;
	config: JsonObject;
	input_schema: JsonObject;
	output_schema: JsonObject | null;
	prompts: PromptLink[];
}

/** What versions of the second generation have beside their config. */
export interface SecondVersionFields {
	model_config: JsonObject | null;
	run_budget: JsonObject | null;
	approval_policy: JsonObject | null;
	cache_timeout: number;
	vfs_enabled: boolean;
	masking_enabled: boolean;
	tools: JsonObject[];
	sub_agents: Array<JsonObject & { agent_id: string }>;
	guardrails: JsonObject[];
}

export interface PromptLink {
	id: string;
	agent_version_id: string;
	prompt_id: string;
	role: string;
	sort_order: number;
}

export interface Guardrail extends Row {
	agent_id: string;
	type: string;
	scanner_type: string;
	action: string;
	config: JsonObject;
	is_active: boolean;
	sort_order: number;
	updated_at: string;
}

export interface Memory extends Owned {
	agent_id: string;
	content: string;
	metadata: JsonObject | null;
	memory_type: string;
	importance: number;
	access_count: number;
	last_accessed_at: string | null;
	chat_session_id: string | null;
	created_by_id: string | null;
}

export interface TokenUsage {
	prompt_tokens: number;
	completion_tokens: number;
	total_tokens: number;
}

export type ExecutionStatus =
	| 'running'
	| 'cancel_requested'
	| 'completed'
	| 'failed'
	| 'cancelled'
	| 'awaiting_approval'
	| 'rejected';

export interface Execution extends Row {
	agent_id: string;
	agent_version_id: string;
	workspace_id: string;
	user_id: string;
	session_id: string;
	status: ExecutionStatus;
	input: JsonObject;
	output: JsonObject | null;
	error: string;
	metadata: JsonObject;
	token_usage: TokenUsage;
	cost: number;
	duration_ms: number | null;
	trace_id: string | null;
	started_at: string | null;
	completed_at: string | null;
	/** The run that started this one as its sub-agent. */
	parent_execution_id?: string;
}

export interface Approval extends Row {
	execution_id: string;
	workspace_id: string;
	agent_id: string | null;
	checkpoint_name: string;
	payload: JsonObject;
	status: 'pending' | 'approved' | 'rejected' | 'expired';
	reason: string | null;
	decided_by: string | null;
	decided_at: string | null;
	expires_at: string | null;
}

export interface Span extends Row {
	workspace_id: string;
	trace_id: string;
	span_id: string;
	parent_span_id: string;
	name: string;
	kind: string;
	status: 'ok' | 'error';
	level: string;
	tags: string[];
	input: JsonObject | null;
	output: JsonObject | null;
	attributes: JsonObject;
	token_usage: TokenUsage | null;
	cost: number | null;
	duration_ms: number | null;
	error_message: string;
	error_type: string;
	error_stack: string;
	prompt_tokens: number | null;
	completion_tokens: number | null;
	total_tokens: number | null;
	agent_id: string | null;
	prompt_id: string | null;
	llm_model_id: string | null;
	model_name: string | null;
	user_id: string | null;
	session_id: string;
	execution_id: string | null;
	service_name: string;
	started_at: string;
	ended_at: string | null;
}

export interface Prompt extends Owned {
	name: string;
	description: string;
	status: string;
}

export interface PromptVersion extends Version {
	prompt_id: string;
	system_prompt: string;
	user_prompt: string;
	llm_model_id: string | null;
	fallback_llm_model_id: string | null;
	temperature: number | null;
	max_tokens: number | null;
	top_p: number | null;
	input_schema: JsonObject;
	output_schema: JsonObject | null;
	config: JsonObject;
	cache_timeout: number;
}

export interface LlmModel extends Row {
	provider: string;
	model_id: string;
	display_name: string;
	/** USD for a million tokens. */
	input_price: number | null;
	output_price: number | null;
	max_tokens: number | null;
	supports_vision: boolean;
	supports_tools: boolean;
	supports_json: boolean;
	supports_streaming: boolean;
	is_active: boolean;
	updated_at: string;
}
