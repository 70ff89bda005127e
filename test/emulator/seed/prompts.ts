import { namedId } from '../store/ids';
import type { Store } from '../store/store';
import { modelIds } from './models';

const PROMPTS = [
	{
		key: 'support',
		name: 'Support Answer',
		description: 'Answers a customer by name',
		versions: [
			{ version: '1.0.0', system: 'You answer customers.', user: '{{ question }}' },
			{
				version: '1.1.0',
				system: 'You are a friendly support agent.',
				user: 'Answer {{ name }}: {{ question }}',
			},
		],
		fields: ['name', 'question'],
	},
	{
		key: 'summary',
		name: 'Summary',
		description: 'Shortens a text',
		versions: [{ version: '1.0.0', system: 'You summarise.', user: 'Summarize in one sentence: {{ text }}' }],
		fields: ['text'],
	},
	{
		key: 'translate',
		name: 'Translation',
		description: 'Translates a text',
		versions: [
			{ version: '1.0.0', system: 'You translate.', user: 'Translate to {{ language }}: {{ text }}' },
		],
		fields: ['language', 'text'],
	},
] as const;

export type PromptKey = (typeof PROMPTS)[number]['key'];

/** Ids of the seeded prompts. */
export const promptIds = Object.fromEntries(
	PROMPTS.map(({ key }) => [key, namedId(`prompt ${key}`)]),
) as Record<PromptKey, string>;

/** Ids of the versions of the support prompt; the second is current. */
export const promptVersionIds = {
	support: promptVersionId('support', '1.0.0'),
	supportCurrent: promptVersionId('support', '1.1.0'),
};

/** Plants prompts; the last version of each is current. */
export function plantPrompts(store: Store, next: () => Date): void {
	for (const { key, name, description, versions, fields } of PROMPTS) {
		const stamp = { ...store.ownedStamp(next()), id: promptIds[key] };
		store.prompts.insert({ ...stamp, name, description, status: 'active' });
		versions.forEach(({ version, system, user }, index) => {
			store.promptVersions.insert({
				id: promptVersionId(key, version),
				created_at: next().toISOString(),
				prompt_id: promptIds[key],
				version,
				is_current: index === versions.length - 1,
				message: '',
				system_prompt: system,
				user_prompt: user,
				llm_model_id: modelIds.small,
				fallback_llm_model_id: null,
				temperature: 0.2,
				max_tokens: 500,
				top_p: null,
				input_schema: {
					type: 'object',
					properties: Object.fromEntries(fields.map((field) => [field, { type: 'string' }])),
				},
				output_schema: null,
				config: {},
				cache_timeout: 0,
			});
		});
	}
}

function promptVersionId(key: PromptKey, version: string): string {
	return namedId(`prompt ${key} ${version}`);
}
