import { isOdd, type Routes } from '../context';
import { data } from '../core/envelope';
import { badRequest, notFound } from '../core/errors';
import { bool, fields, filled, free, int, listOf, num, oneOf, text, type JsonObject } from '../core/schema';
import { runPrompt } from '../engine/prompt';
import { render } from '../engine/template';
import type { Prompt, PromptVersion } from '../store/rows';
import type { Store } from '../store/store';
import { find, referenced, resource } from './crud';
import { versionFields, versions, withCurrent, type VersionBody } from './versions';

type VersionFields = Partial<Omit<PromptVersion, keyof VersionBody>> & { user_prompt: string };

interface PreviewBody {
	input: JsonObject;
	version_id?: string;
}

interface RunBody {
	user_prompt: string;
	llm_model_id: string;
	input?: JsonObject;
	credential_id?: string;
}

const sampling = { temperature: num, max_tokens: int, top_p: num };
const versionSchema = fields(
	{
		...versionFields,
		user_prompt: text,
		system_prompt: text,
		llm_model_id: text,
		fallback_llm_model_id: text,
		...sampling,
		input_schema: free,
		output_schema: free,
		config: free,
		cache_timeout: int,
	},
	'user_prompt',
);
/** What API v2 drops of a version, without a word. */
const MODEL_FIELDS = [
	'llm_model_id',
	'fallback_llm_model_id',
	'temperature',
	'max_tokens',
	'top_p',
	'output_schema',
] as const;
const runSchema = fields(
	{
		user_prompt: text,
		llm_model_id: text,
		system_prompt: text,
		fallback_llm_model_id: text,
		...sampling,
		input: free,
		output_schema: free,
		tools: listOf(text),
		initial_messages: listOf(fields({ role: filled, content: text }, 'role', 'content')),
		credential_id: filled,
		top_k: int,
		cache_timeout: int,
		reasoning_effort: oneOf('minimal', 'low', 'medium', 'high'),
		web_search: bool,
		prompt_caching: bool,
	},
	'user_prompt',
	'llm_model_id',
);

const plain = resource<Prompt, { name: string; description?: string }>({
	name: 'prompt',
	table: (store) => store.prompts,
	collection: '/prompts',
	item: '/prompts/:id',
	list: {},
	create: {
		schema: fields({ name: filled, description: text }, 'name'),
		build: ({ name, description = '' }, { context: { store } }) => ({
			...store.ownedStamp(),
			name,
			description,
			status: 'active',
		}),
	},
	update: { schema: fields({ name: filled, description: text, status: text }) },
	remove: true,
	view: withCurrent((store, id) => store.currentPromptVersion(id)),
});

const promptVersions = versions<PromptVersion, VersionBody & VersionFields>({
	name: 'prompt',
	owners: '/prompts',
	ownerTable: (store) => store.prompts,
	table: (store) => store.promptVersions,
	column: 'prompt_id',
	schema: versionSchema,
	build: ({ ...body }, { context, parentId }) => {
		const { store } = context;
		if (context.generation === 2 && isOdd(context, 'twoAgentTypes'))
			for (const field of MODEL_FIELDS) delete body[field];
		for (const field of ['llm_model_id', 'fallback_llm_model_id'] as const) {
			if (body[field]) referenced(store.llmModels, body[field], field);
		}
		return {
			prompt_id: parentId,
			system_prompt: body.system_prompt ?? '',
			user_prompt: body.user_prompt,
			llm_model_id: body.llm_model_id || null,
			fallback_llm_model_id: body.fallback_llm_model_id || null,
			temperature: body.temperature ?? null,
			max_tokens: body.max_tokens ?? null,
			top_p: body.top_p ?? null,
			input_schema: body.input_schema ?? {},
			output_schema: body.output_schema ?? null,
			config: body.config ?? {},
			cache_timeout: body.cache_timeout ?? 0,
		};
	},
});

/** Prompts, their versions, and how one reads with an input. */
export const prompts: Routes = (app, context) => {
	const { store } = context;
	plain(app, context);
	promptVersions(app, context);

	app.post<{ Params: { id: string }; Body: PreviewBody }>(
		'/prompts/:id/preview',
		{ schema: { body: fields({ input: free, version_id: filled }, 'input') } },
		({ params, body }) => {
			const prompt = find(store.prompts, params.id, 'prompt');
			const version = versionToRender(store, prompt, body.version_id);
			return data({
				version_id: version.id,
				system_prompt: render(version.system_prompt, body.input),
				user_prompt: render(version.user_prompt, body.input),
			});
		},
	);
};

/** Running a prompt by itself, which only the first generation does. */
export const promptRun: Routes = (app, { store, settings }) => {
	app.post<{ Params: { id: string }; Body: RunBody }>(
		'/prompts/:id/run',
		{ schema: { body: runSchema } },
		({ params, body }) => {
			const prompt = find(store.prompts, params.id, 'prompt');
			const { input = {}, credential_id } = body;
			if (credential_id) referenced(store.credentials, credential_id, 'credential_id');
			const stored = store.currentPromptVersion(prompt.id);
			// Empty values stand for those of the stored prompt.
			const template = body.user_prompt || stored?.user_prompt;
			if (!template) throw badRequest('user_prompt', 'is empty and the prompt has no current version');
			const model = referenced(
				store.llmModels,
				body.llm_model_id || (stored?.llm_model_id ?? ''),
				'llm_model_id',
			);
			const scripted = settings.answer?.({ who: prompt.name, input, before: [] });
			return data(runPrompt(store, prompt, model, render(template, input), input, scripted));
		},
	);
};

function versionToRender(store: Store, prompt: Prompt, versionId?: string): PromptVersion {
	const version =
		versionId === undefined ? store.currentPromptVersion(prompt.id) : store.promptVersions.get(versionId);
	if (version?.prompt_id !== prompt.id) throw notFound('prompt version');
	return version;
}
