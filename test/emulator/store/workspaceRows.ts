import type { JsonObject } from '../core/schema';
import type { Owned, Version } from './rows';
import type { Row } from './table';

export interface Credential extends Owned {
	name: string;
	type: string;
	category: string;
	description: string;
	masked_content: string;
	is_default: boolean;
	schema_type: string;
	is_valid: boolean;
	has_schema: boolean;
	schema_updated_at: string | null;
	created_by_id: string | null;
}

export interface DataSource extends Owned {
	name: string;
	type: string;
	description: string;
	status: string;
}

export interface QueryParameter {
	name: string;
	type: string;
	required: boolean;
	default?: unknown;
	description: string;
}

export interface DataSourceVersion extends Version {
	data_source_id: string;
	credential_id: string | null;
	connection_config: JsonObject;
	query_template: string;
	parameters: QueryParameter[];
	cache_timeout: number;
	output_format: string;
}

export interface ChatSession extends Owned {
	agent_id: string;
	user_id: string;
	title: string;
	metadata: JsonObject;
}

export interface ChatMessage extends Row {
	session_id: string;
	role: 'user' | 'assistant';
	content: string;
	metadata: JsonObject;
	tool_calls: JsonObject[] | null;
	tool_results: JsonObject[] | null;
	model: string | null;
	cost: number | null;
	token_count: number | null;
	prompt_tokens: number | null;
	completion_tokens: number | null;
}

export interface McpTool extends Owned {
	name: string;
	description: string;
	type: string;
	config: JsonObject;
	schema: JsonObject | null;
	is_active: boolean;
	credential_id: string | null;
	template_id: string | null;
	status: string;
}

export interface TemplateParameter {
	name: string;
	type: string;
	required: boolean;
	secret: boolean;
	description: string;
	default?: string;
}

export interface McpTemplate extends Row {
	slug: string;
	name: string;
	description: string | null;
	type: string;
	category: string;
	icon_url: string | null;
	config: JsonObject;
	required_parameters: TemplateParameter[];
	documentation_url: string | null;
	setup_instructions: string | null;
	is_active: boolean;
	updated_at: string;
}

export interface FlowTemplate extends Row {
	name: string;
	description: string | null;
	category: string;
	agent_type: string;
	complexity: string;
	tags: string[];
	icon: string;
	node_count: number;
	flow_config: JsonObject;
	status: string;
	updated_at: string;
}

export interface Score extends Owned {
	trace_id: string;
	span_id: string;
	name: string;
	value: number | null;
	string_value: string;
	bool_value: boolean | null;
	data_type: string;
	source: string;
	config_id: string | null;
	comment: string;
	execution_id: string | null;
	agent_id: string | null;
	created_by: string;
}

export interface ScoreConfig extends Owned {
	name: string;
	data_type: string;
	min_value: number | null;
	max_value: number | null;
	categories: unknown[];
	description: string;
	is_active: boolean;
}

/** The last three columns belong to the second generation. */
export interface WebhookTrigger extends Owned {
	agent_id: string;
	name: string;
	token: string;
	token_prefix: string;
	is_active: boolean;
	has_secret: boolean;
	secret: string | null;
	last_used_at: string | null;
	created_by_id: string | null;
	source: string;
	source_config: JsonObject;
	reply_config: JsonObject;
}

/** An A2A task; what it shows is derived from its execution. */
export interface Task extends Row {
	agent_id: string;
	context_id: string;
	execution_id: string;
	texts: string[];
}
