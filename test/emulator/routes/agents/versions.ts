import type { Context, Routes } from '../../context';
import { badRequest } from '../../core/errors';
import { fields, free, listOf, type JsonObject } from '../../core/schema';
import { assertFits } from '../../core/validation';
import type { AgentVersion, PromptLink, SecondVersionFields } from '../../store/rows';
import type { Generation } from '../../settings';
import { find, referenced } from '../crud';
import { versionFields, versions, type VersionBody } from '../versions';
import { CONFIG_SCHEMAS, promptLink, SECOND_VERSION_SCHEMAS } from './config';

type LinkBody = Pick<PromptLink, 'prompt_id'> & Partial<PromptLink>;

interface AgentVersionBody extends VersionBody, Partial<SecondVersionFields> {
	config: JsonObject;
	input_schema?: JsonObject;
	output_schema?: JsonObject;
	prompt_ids?: LinkBody[];
}

/** Versions of agents; the config is checked against the type of the agent. */
export const agentVersions: Routes = (app, context) => ofGeneration(context.generation)(app, context);

const ofGeneration = (generation: Generation): Routes =>
	versions<AgentVersion, AgentVersionBody>({
		name: 'agent',
		owners: '/agents',
		ownerTable: (store) => store.agents,
		table: (store) => store.agentVersions,
		column: 'agent_id',
		needsText: true,
		schema: fields(
			{
				...versionFields,
				config: free,
				input_schema: free,
				output_schema: free,
				prompt_ids: listOf(promptLink),
				...(generation === 2 ? SECOND_VERSION_SCHEMAS : {}),
			},
			'config',
		),
		build: (body, { context, parentId }, id) => {
			const agent = find(context.store.agents, parentId, 'agent');
			assertFits(context.compile, CONFIG_SCHEMAS[agent.type], body.config, 'config');
			assertSchema(context, 'input_schema', body.input_schema);
			assertSchema(context, 'output_schema', body.output_schema);
			const links = body.prompt_ids ?? (body.config.prompt_ids as LinkBody[] | undefined) ?? [];
			return {
				agent_id: parentId,
				config: body.config,
				input_schema: body.input_schema ?? {},
				output_schema: body.output_schema ?? null,
				prompts: links.map((link, index) => ({
					id: context.store.ids.next(),
					agent_version_id: id,
					prompt_id: link.prompt_id,
					role: link.role ?? '',
					sort_order: link.sort_order ?? index,
				})),
				...(generation === 2 ? secondFields(context, body) : {}),
			};
		},
	});

function secondFields({ store }: Context, body: AgentVersionBody): SecondVersionFields {
	const { model_config, run_budget, approval_policy, tools = [], sub_agents = [], guardrails = [] } = body;
	for (const id of [model_config?.model_id, model_config?.fallback_model_id])
		if (id !== undefined) referenced(store.llmModels, String(id), 'model_config');
	for (const { mcp_tool_id: id } of tools) referenced(store.mcpTools, String(id), 'tools');
	for (const { agent_id: id } of sub_agents) referenced(store.agents, id, 'sub_agents');
	return {
		model_config: model_config ?? null,
		run_budget: run_budget ?? null,
		approval_policy: approval_policy ?? { mode: 'admins' },
		cache_timeout: body.cache_timeout ?? 0,
		vfs_enabled: body.vfs_enabled ?? false,
		masking_enabled: body.masking_enabled ?? false,
		tools,
		sub_agents,
		guardrails: guardrails.map((guardrail) => ({ ...guardrail, id: store.ids.next() })),
	};
}

function assertSchema({ compile }: Context, field: string, schema: JsonObject | undefined): void {
	if (!schema) return;
	try {
		compile(schema);
	} catch {
		throw badRequest(field, 'is not a valid JSON schema');
	}
}
