import type { Context, Routes } from '../../context';
import { data } from '../../core/envelope';
import { badRequest } from '../../core/errors';
import { fields, filled, free, text, type JsonObject } from '../../core/schema';
import { assertFits } from '../../core/validation';
import { versionToRun } from '../../engine/launch';
import { costOf, countTokens, modelOf } from '../../engine/outcome';
import { LONE_RUN_MS, recordLoneSpan } from '../../engine/spans';
import { render } from '../../engine/template';
import type { AgentVersion } from '../../store/rows';
import { find } from '../crud';

interface PlaygroundBody {
	input: JsonObject;
	prompt_override: { system_prompt?: string; user_prompt?: string; input_schema?: JsonObject };
	version_id?: string;
}

const schema = fields(
	{
		input: free,
		prompt_override: fields({ system_prompt: text, user_prompt: text, input_schema: free }),
		version_id: filled,
	},
	'input',
	'prompt_override',
);

/** Trying an agent out with another prompt than its own: nothing is stored but a trace. */
export const playground: Routes = (app, context) => {
	app.post<{ Params: { id: string }; Body: PlaygroundBody }>(
		'/agents/:id/playground',
		{ schema: { body: schema } },
		({ params, body }) => {
			const agent = find(context.store.agents, params.id, 'agent');
			const version = versionToRun(context, agent, body.version_id);
			return data(tryOut(context, version, body));
		},
	);
};

function tryOut(context: Context, version: AgentVersion, body: PlaygroundBody): object {
	const { store } = context;
	const { input, prompt_override: override } = body;
	assertFits(context.compile, override.input_schema ?? version.input_schema, input, 'input');
	const own = store.currentPromptVersion(String(version.config.prompt_id));
	const template = override.user_prompt ?? own?.user_prompt;
	if (template === undefined)
		throw badRequest('prompt_override', 'needs a user_prompt, because the agent has no prompt of its own');
	const asked = render(template, input);
	const content = `Answer to: ${asked}`;
	const model = modelOf(store, version);
	const usage = countTokens(asked, content);
	const cost = costOf(usage, model);
	const trace_id = recordLoneSpan(
		store,
		{ input, output: { content }, token_usage: usage },
		{ name: 'playground', kind: 'agent', agent_id: version.agent_id, cost, model_name: model?.model_id },
	);
	return {
		output: { content, type: 'text' },
		rendered: {
			system_prompt: render(override.system_prompt ?? own?.system_prompt ?? '', input),
			user_prompt: asked,
		},
		token_usage: usage,
		cost,
		duration_ms: LONE_RUN_MS,
		model: model?.model_id ?? null,
		trace_id,
	};
}
