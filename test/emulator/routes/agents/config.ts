import {
	bool,
	fields,
	filled,
	free,
	int,
	listOf,
	num,
	oneOf,
	text,
	type JsonSchema,
} from '../../core/schema';
import type { AgentType, SecondVersionFields } from '../../store/rows';

/** A prompt inside a chain or a multi-agent, in a body. */
export const promptLink = fields({ prompt_id: filled, role: text, sort_order: int }, 'prompt_id');

const workflowNode = fields(
	{
		id: filled,
		depends_on: listOf(text),
		prompt_id: text,
		node_type: oneOf('prompt', 'media'),
		media_provider: text,
		media_type: text,
		media_model: text,
		media_config: free,
	},
	'id',
	'depends_on',
);
const compositeStep = fields(
	{ id: filled, agent_id: filled, depends_on: listOf(text), input_mapping: free },
	'id',
	'agent_id',
);
const approval = { approval_required: bool, approval_checkpoint_name: text };

/** What the config of a version may hold, by agent type. The `type` may be left out. */
export const CONFIG_SCHEMAS: Record<AgentType, JsonSchema> = {
	simple: fields(
		{
			type: oneOf('simple'),
			prompt_id: filled,
			...approval,
			max_tokens: int,
			temperature: num,
			llm_model_id: text,
		},
		'prompt_id',
	),
	chain: fields({ type: oneOf('chain'), prompt_ids: listOf(promptLink), ...approval }, 'prompt_ids'),
	multi_agent: fields({ type: oneOf('multi_agent'), prompt_ids: listOf(promptLink) }, 'prompt_ids'),
	workflow: fields({ type: oneOf('workflow'), nodes: listOf(workflowNode) }, 'nodes'),
	composite: fields({ type: oneOf('composite'), steps: listOf(compositeStep) }, 'steps'),
	agent: fields({ type: oneOf('agent'), prompt_id: filled }, 'prompt_id'),
};

/** What the body of a new version may hold beside its config in the second generation. */
export const SECOND_VERSION_SCHEMAS: Record<keyof SecondVersionFields, JsonSchema> = {
	model_config: fields({
		model_id: filled,
		fallback_model_id: filled,
		temperature: num,
		top_p: num,
		top_k: int,
		max_tokens: int,
	}),
	run_budget: fields({
		max_cost: num,
		max_total_tokens: int,
		max_tool_calls: int,
		max_children: int,
		max_depth: int,
	}),
	approval_policy: fields({ mode: oneOf('admins', 'assigned', 'any_member'), member_ids: listOf(filled) }),
	cache_timeout: int,
	vfs_enabled: bool,
	masking_enabled: bool,
	tools: listOf(
		fields({ mcp_tool_id: filled, requires_approval: bool, no_retry: bool, sort_order: int }, 'mcp_tool_id'),
	),
	sub_agents: listOf(
		fields(
			{
				agent_id: filled,
				alias: filled,
				description: text,
				mode: oneOf('delegate', 'handoff'),
				context_mode: oneOf('task', 'window'),
				requires_approval: bool,
				sort_order: int,
			},
			'agent_id',
			'alias',
		),
	),
	guardrails: listOf(
		fields(
			{
				type: oneOf('input', 'output'),
				scanner_type: filled,
				action: oneOf('block', 'redact', 'log'),
				config: free,
				is_active: bool,
				sort_order: int,
			},
			'type',
			'scanner_type',
		),
	),
};
