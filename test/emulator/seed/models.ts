import { namedId } from '../store/ids';
import type { LlmModel } from '../store/rows';
import type { Store } from '../store/store';

const FLAGS = {
	supports_vision: true,
	supports_tools: true,
	supports_json: true,
	supports_streaming: true,
	is_active: true,
};

// Prices are USD for a million tokens; the last one is the cheapest.
const MODELS = [
	{
		key: 'large',
		provider: 'anthropic',
		model_id: 'claude-sonnet-4',
		display_name: 'Claude Sonnet 4',
		input_price: 3,
		output_price: 15,
	},
	{
		key: 'medium',
		provider: 'openai',
		model_id: 'gpt-4o',
		display_name: 'GPT-4o',
		input_price: 2.5,
		output_price: 10,
	},
	{
		key: 'gemini',
		provider: 'gemini',
		model_id: 'gemini-2.5-flash',
		display_name: 'Gemini 2.5 Flash',
		input_price: 0.3,
		output_price: 2.5,
	},
	{
		key: 'small',
		provider: 'openai',
		model_id: 'gpt-4o-mini',
		display_name: 'GPT-4o mini',
		input_price: 0.15,
		output_price: 0.6,
	},
] as const;

export type ModelKey = (typeof MODELS)[number]['key'];

/** Ids of the seeded models. */
export const modelIds = Object.fromEntries(MODELS.map(({ key }) => [key, namedId(`model ${key}`)])) as Record<
	ModelKey,
	string
>;

/** Plants the models of the platform. */
export function plantModels({ llmModels }: Store, next: () => Date): void {
	for (const { key, ...model } of [...MODELS].reverse()) {
		const created_at = next().toISOString();
		llmModels.insert({
			id: modelIds[key],
			...model,
			...FLAGS,
			max_tokens: 8192,
			created_at,
			updated_at: created_at,
		} satisfies LlmModel);
	}
}
