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
import type { AgentType } from '../../store/rows';

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
};
