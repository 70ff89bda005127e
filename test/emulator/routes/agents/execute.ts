import type { Context, Routes } from '../../context';
import { data } from '../../core/envelope';
import { bool, fields, filled, free, text, type JsonObject } from '../../core/schema';
import { errorView, outputView } from '../../engine/odd';
import { launch, versionToRun } from '../../engine/launch';
import { render } from '../../engine/template';
import type { AgentVersion, Execution } from '../../store/rows';
import type { Store } from '../../store/store';
import { find } from '../crud';
import { executionView, statusName } from '../executionView';

interface ExecuteBody {
	input: JsonObject;
	session_id?: string;
	version_id?: string;
	sync?: boolean;
	metadata?: JsonObject;
	user_id?: string;
	stream?: boolean;
}

interface PreviewBody {
	input: JsonObject;
	version_id?: string;
}

const executeSchema = fields(
	{
		input: free,
		session_id: text,
		version_id: filled,
		sync: bool,
		metadata: free,
		user_id: text,
		stream: bool,
	},
	'input',
);
const previewSchema = fields({ input: free, version_id: filled }, 'input');

/** Running an agent, and rendering what it would send to its models. */
export const execute: Routes = (app, context) => {
	const { store } = context;

	app.post<{ Params: { id: string }; Body: ExecuteBody }>(
		'/agents/:id/execute',
		{ schema: { body: executeSchema } },
		async (request, reply) => {
			const agent = find(store.agents, request.params.id, 'agent');
			const { input, session_id, version_id, sync = true, metadata, user_id } = request.body;
			const run = launch(context, agent, {
				input,
				metadata,
				versionId: version_id,
				sessionId: session_id,
				userId: user_id,
				waits: sync,
			});
			if (sync) await run.settled;
			reply.code(201);
			return data(executeAnswer(context, run.execution));
		},
	);

	app.post<{ Params: { id: string }; Body: PreviewBody }>(
		'/agents/:id/preview',
		{ schema: { body: previewSchema } },
		(request) => {
			const agent = find(store.agents, request.params.id, 'agent');
			const { input, version_id } = request.body;
			const version = versionToRun(context, agent, version_id);
			return data({
				agent_id: agent.id,
				version_id: version.id,
				input,
				prompts: renderedPrompts(store, version, input),
			});
		},
	);
};

function executeAnswer(context: Context, execution: Execution): object {
	if (context.settings.executeIdField === 'id') return executionView(context, execution);
	const { id, trace_id, token_usage, cost, duration_ms } = execution;
	const output = outputView(context, execution);
	const error = errorView(context, execution);
	const status = statusName(context, execution);
	return { output, error, trace_id, execution_id: id, status, token_usage, cost, duration_ms };
}

function renderedPrompts(store: Store, version: AgentVersion, input: JsonObject) {
	const single =
		typeof version.config.prompt_id === 'string' ? [{ prompt_id: version.config.prompt_id, role: '' }] : [];
	return [...single, ...version.prompts].flatMap(({ prompt_id, role }) => {
		const prompt = store.currentPromptVersion(prompt_id);
		if (!prompt) return [];
		const { system_prompt, user_prompt } = prompt;
		return [
			{
				prompt_id,
				role,
				system_prompt: render(system_prompt, input),
				user_prompt: render(user_prompt, input),
			},
		];
	});
}
