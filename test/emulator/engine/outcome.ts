import type { JsonObject } from '../core/schema';
import type { Agent, AgentVersion, LlmModel, TokenUsage } from '../store/rows';
import type { Store } from '../store/store';
import { render } from './template';

/** How a run is going to end; known from its start because nothing here is left to chance. */
export type Outcome =
	| { kind: 'completed'; output: JsonObject }
	| { kind: 'approval'; output: JsonObject; checkpoint: string }
	| { kind: 'failed'; error: string };

// The first row whose fields are all in the input gives the answer.
const ANSWERS = [
	{ needs: ['name', 'question'], say: 'Hello {{ name }}, about "{{ question }}": we are looking into it.' },
	{
		needs: ['order_id', 'amount'],
		say: 'The refund of {{ amount }} for order {{ order_id }} is on its way.',
	},
	{ needs: ['topic'], say: 'Findings on {{ topic }}: first, second and third.' },
	{ needs: ['message'], say: '{{ agent }} heard: {{ message }}' },
];
const REMARKS = [
	{ needs: 'priority', say: ' Priority: {{ priority }}.' },
	{ needs: 'urgent', say: ' Urgent: {{ urgent }}.' },
];
/** A chat message that makes the run fail, as `fail: true` does in an input. */
const FAIL_MESSAGE = '/fail';

/** Agents with this label answer in many scripts, with white space at both ends. */
export const POLYGLOT_LABEL = 'polyglot';
/** Agents with this label pause for approval only when there is talk of a refund. */
export const CAUTIOUS_LABEL = 'cautious';
/** Agents with this label complete without an answer. */
export const MUTE_LABEL = 'mute';
const POLYGLOT_ANSWER = '\n  Grüezi 👋🏽 世界!\n\n  こんにちは、👨‍👩‍👧‍👦 — ¡olé! ✅\t안녕하세요 🇯🇵 ﷽ नमस्ते\n \n';

/** The usage of what used no model. */
export const NO_TOKENS: TokenUsage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };

const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_PRICE = 1_000_000;

/**
 * Decides how a run ends.
 * @param scripted the answer, where one was given for this input
 */
export function planOutcome(
	agent: Agent,
	version: AgentVersion,
	input: JsonObject,
	scripted?: string,
): Outcome {
	if (input.fail === true || input.message === FAIL_MESSAGE)
		return { kind: 'failed', error: 'the model refused to answer' };
	const content = scripted ?? answerText(agent, input);
	const output = agent.labels.includes(MUTE_LABEL) ? {} : { content, type: 'text' };
	const { approval_required: gated, approval_checkpoint_name: checkpoint } = version.config;
	const harmless = agent.labels.includes(CAUTIOUS_LABEL) && !/refund/i.test(JSON.stringify(input));
	if (gated !== true || harmless) return { kind: 'completed', output };
	return { kind: 'approval', output, checkpoint: typeof checkpoint === 'string' ? checkpoint : 'approval' };
}

/** The answer to an input: always the same one. */
function answerText(agent: Agent, input: JsonObject): string {
	const values = { ...input, agent: agent.name };
	if (agent.labels.includes(POLYGLOT_LABEL)) return POLYGLOT_ANSWER;
	const answer = ANSWERS.find(({ needs }) => needs.every((field) => field in input));
	const remarks = REMARKS.filter(({ needs }) => needs in input).map(({ say }) => say);
	const said = answer?.say ?? `{{ agent }} received ${JSON.stringify(input)}`;
	return render(said + remarks.join(''), values);
}

/** Tokens counted by length, so that tests can foresee them. */
export function countTokens(asked: string, answered: string): TokenUsage {
	const prompt_tokens = Math.ceil(asked.length / CHARACTERS_PER_TOKEN);
	const completion_tokens = Math.ceil(answered.length / CHARACTERS_PER_TOKEN);
	return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** USD for what a model read and wrote. */
export function costOf(usage: TokenUsage, model: LlmModel | undefined): number {
	const read = usage.prompt_tokens * (model?.input_price ?? 0);
	const written = usage.completion_tokens * (model?.output_price ?? 0);
	return (read + written) / TOKENS_PER_PRICE;
}

/** The model behind an agent version: its own, that of its prompt, or the cheapest known. */
export function modelOf(store: Store, version: AgentVersion | undefined): LlmModel | undefined {
	const { llm_model_id: own, prompt_id: promptId } = version?.config ?? {};
	const prompt = typeof promptId === 'string' ? store.currentPromptVersion(promptId) : undefined;
	const id = typeof own === 'string' ? own : prompt?.llm_model_id;
	return store.llmModels.get(id ?? '') ?? store.llmModels.all().at(-1);
}
