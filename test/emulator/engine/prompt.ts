import type { JsonObject } from '../core/schema';
import type { LlmModel, Prompt, TokenUsage } from '../store/rows';
import type { Store } from '../store/store';
import { costOf, countTokens } from './outcome';
import { LONE_RUN_MS, recordLoneSpan } from './spans';

/** What running a prompt answers. */
export interface PromptRun {
	content: string;
	token_usage: TokenUsage;
	cost: number;
	duration_ms: number;
	model: string;
	trace_id: string;
}

/** Runs one rendered prompt on a model and leaves a trace. */
export function runPrompt(
	store: Store,
	prompt: Prompt,
	model: LlmModel,
	rendered: string,
	input: JsonObject,
	content = `Answer to: ${rendered}`,
): PromptRun {
	const usage = countTokens(rendered, content);
	const cost = costOf(usage, model);
	const trace_id = recordLoneSpan(
		store,
		{ input, output: { content }, token_usage: usage },
		{
			name: prompt.name,
			kind: 'prompt',
			prompt_id: prompt.id,
			cost,
			llm_model_id: model.id,
			model_name: model.model_id,
		},
	);
	return { content, token_usage: usage, cost, duration_ms: LONE_RUN_MS, model: model.model_id, trace_id };
}
